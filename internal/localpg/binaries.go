package localpg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the first major version the schema works on.
const oldest = 15

// ErrNotInstalled means that no PostgreSQL server of a usable version was found on this machine.
var ErrNotInstalled = errors.New("no PostgreSQL server, version 15 or newer, was found; install it with" +
	" `apt-get install postgresql` (Debian), `dnf install postgresql-server` (Fedora) or `brew install postgresql@17` (macOS)")

// binaries is one installed PostgreSQL server.
type binaries struct {
	dir   string
	major int
}

func (b binaries) path(name string) string { return filepath.Join(b.dir, name) }

// findFor returns the newest usable server, or the one of the version that made the data in dataDir.
func findFor(ctx context.Context, dataDir string) (binaries, error) {
	found := installed(ctx)
	if len(found) == 0 {
		return binaries{}, ErrNotInstalled
	}
	made, err := os.ReadFile(filepath.Join(dataDir, "PG_VERSION"))
	if err != nil {
		return found[0], nil
	}
	major, _ := strconv.Atoi(strings.TrimSpace(string(made)))
	if i := slices.IndexFunc(found, func(b binaries) bool { return b.major == major }); i >= 0 {
		return found[i], nil
	}
	return binaries{}, fmt.Errorf("localpg: the data in %s were made by PostgreSQL %d, but only %d is installed: install version %d, or move the data with pg_dump",
		dataDir, major, found[0].major, major)
}

// installed returns the usable servers of this machine, newest first.
func installed(ctx context.Context) []binaries {
	var found []binaries
	for _, dir := range candidateDirs(ctx) {
		if b, ok := inspect(ctx, dir); ok && !slices.Contains(found, b) {
			found = append(found, b)
		}
	}
	slices.SortStableFunc(found, func(a, b binaries) int { return cmp.Compare(b.major, a.major) })
	return found
}

// places are where the packages of Debian, Fedora, the PostgreSQL project, Homebrew and Postgres.app put the server.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/bin",
	"/usr/libexec/postgresql*",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/opt/homebrew/bin",
	"/usr/local/bin",
	"/usr/local/pgsql/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

func candidateDirs(ctx context.Context) []string {
	var dirs []string
	if p, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(p))
	}
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	for _, pattern := range places {
		matches, _ := filepath.Glob(pattern)
		dirs = append(dirs, matches...)
	}
	return dirs
}

var versionLine = regexp.MustCompile(`PostgreSQL\) (\d+)`)

func inspect(ctx context.Context, dir string) (binaries, bool) {
	for _, name := range []string{"postgres", "initdb"} {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err != nil {
			return binaries{}, false
		}
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return binaries{}, false
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return binaries{}, false
	}
	major, _ := strconv.Atoi(string(m[1]))
	return binaries{dir, major}, major >= oldest
}
