// Package deploy carries the files an installation needs beside the program itself.
package deploy

import _ "embed"

// RolesSQL makes the two database roles and their rights; a superuser runs it in the program's database, as often as wanted.
//
//go:embed roles.sql
var RolesSQL string
