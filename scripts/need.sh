#!/bin/sh
# need.sh postgres|press|browser: installs what is missing on Debian and Ubuntu as root, and elsewhere says in one line what to install.
set -eu

apt_install() {
	echo "Installing $* ..." >&2
	export DEBIAN_FRONTEND=noninteractive
	log=$(mktemp)
	{ apt-get update -q && apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"; } >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		rm -f "$log"
		exit 1
	}
	rm -f "$log"
}

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# Where localpg looks (internal/localpg/binaries.go); it says itself when a version is too old.
has_postgres() {
	for p in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/bin /usr/libexec/postgresql* /opt/homebrew/opt/postgresql*/bin \
		/usr/local/opt/postgresql*/bin /opt/homebrew/bin /usr/local/bin /usr/local/pgsql/bin /Applications/Postgres.app/Contents/Versions/*/bin; do
		[ -x "$p/postgres" ] && [ -x "$p/initdb" ] && return 0
	done
	command -v postgres >/dev/null 2>&1
}

postgres() {
	# An address in the environment is used instead of a private server.
	[ -z "${XINSHENG_DATABASE_URL:-}" ] || return 0
	has_postgres && return 0
	if ! can_apt; then
		echo "PostgreSQL 15 or newer is needed: 'sudo apt-get install postgresql' (Debian), 'sudo dnf install postgresql-server' (Fedora) or 'brew install postgresql@17' (macOS)." >&2
		exit 1
	fi
	# The package would otherwise make and start a server of its own, which nobody asked for.
	if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
		mkdir -p /etc/postgresql-common
		echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
	fi
	apt_install postgresql
}

has_browser() {
	for b in chromium chromium-browser google-chrome google-chrome-stable headless-shell headless_shell; do
		command -v "$b" >/dev/null 2>&1 && return 0
	done
	[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || [ -x /Applications/Chromium.app/Contents/MacOS/Chromium ]
}

has_font() {
	[ "$(uname)" = Darwin ] && return 0
	command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family)" ]
}

# The program runs without Chromium, only without PDFs; so this never fails. The font of papers is part of the program.
press() {
	[ -n "${XINSHENG_CHROMIUM:-}" ] || has_browser && return 0
	if can_apt && (apt_install chromium); then
		return 0
	fi
	echo "PDFs of papers need Chromium: 'sudo apt-get install chromium' (Debian), 'sudo dnf install chromium' (Fedora) or 'brew install --cask chromium' (macOS). All else works without." >&2
}

# Reads the text of PDFs that tests have printed.
has_poppler() { command -v pdftotext >/dev/null 2>&1; }

browser() {
	has_browser && has_font && has_poppler && return 0
	if ! can_apt; then
		echo "Chromium, a Chinese font and poppler are needed: 'sudo apt-get install chromium fontconfig fonts-noto-cjk poppler-utils' (Debian), 'sudo dnf install chromium google-noto-sans-cjk-fonts poppler-utils' (Fedora) or 'brew install --cask chromium && brew install poppler' (macOS)." >&2
		exit 1
	fi
	set --
	has_browser || set -- chromium
	has_font || set -- "$@" fontconfig fonts-noto-cjk
	has_poppler || set -- "$@" poppler-utils
	apt_install "$@"
}

case "${1:-}" in
postgres | press | browser) "$1" ;;
*)
	echo "usage: need.sh postgres|press|browser" >&2
	exit 2
	;;
esac
