#!/bin/sh
# What make test does once the assets are built and PostgreSQL and Chromium are there.
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}

step() { printf '\n== %s\n' "$*"; }

step "generated files are current"
sh scripts/generated.sh

step "go vet"
$GO vet ./...

step "golangci-lint"
$GO tool -modfile=tools/go.mod golangci-lint run

step "go test: units, store on PostgreSQL, handlers, journeys in Chromium"
XINSHENG_BROWSER=1 $GO test -timeout 20m ./...
