#!/bin/sh
# Runs the demonstration and, whenever a source file changes, builds and starts it again. A build that fails leaves the old one running.
set -eu
cd "$(dirname "$0")/.."
make=${MAKE:-make}
stamp=$(mktemp)
program=

start() {
	bin/xinsheng serve --local --demo &
	program=$!
}
end() {
	[ -z "$program" ] || { kill -INT "$program" 2>/dev/null && wait "$program" || true; }
	program=
}
trap 'end; rm -f "$stamp"; exit 0' INT TERM

changed() {
	find cmd internal web migrations deploy go.mod \( -name node_modules -o -path web/static \) -prune -o -type f -newer "$stamp" \
		-not -name '*_templ.go' -not -name 'keys_*.go' -print 2>/dev/null | head -n 1
}

start
while sleep 1; do
	file=$(changed)
	[ -n "$file" ] || continue
	touch "$stamp"
	echo "== $file changed"
	if "$make" --no-print-directory generate build; then
		end
		start
	fi
done
