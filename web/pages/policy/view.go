// Package policy holds the page on which everybody can read what the rules are set to, and by which article.
package policy

import "xinsheng/web/components"

// PageView is one version of the policy, to read.
type PageView struct {
	Title    string
	Note     string // which version, from when, by whom
	Old      string // address of the version in force, when another is shown; empty otherwise
	Filter   *components.FilterBarView
	Groups   []GroupView
	Calendar components.TableView
	Unknown  string // warns of years without official days; empty when this and the next are known
}

// GroupView is the settings of one subject.
type GroupView struct {
	Title string
	Table components.TableView
}
