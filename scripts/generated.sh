#!/bin/sh
# Fails when generating again changes a file that is in the tree. Works in a tree with other changes in it, too.
set -eu

sums() { git ls-files -co --exclude-standard -- '*.go' '*.md' | LC_ALL=C sort | while read -r f; do [ ! -f "$f" ] || cksum "$f"; done; }

before=$(mktemp)
after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT
sums >"$before"
"${MAKE:-make}" --no-print-directory generate >/dev/null
sums >"$after"
if ! diff "$before" "$after" >/dev/null; then
	echo "Generated files were not current; make generate has written them anew, look at them and commit:" >&2
	diff "$before" "$after" | sed -n 's/^> [0-9]* [0-9]* /  /p' >&2
	exit 1
fi
