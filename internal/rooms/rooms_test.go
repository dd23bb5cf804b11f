package rooms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// order lists the rooms from the ground up. A room may import those before it. A package below a room (registry/official) belongs to it
// unless it stands here itself; generators and the like (…/gen) are no part of the program.
var order = []string{
	"date", "text", "fault", "clock", "division", "rehab", "access", "seal", "blob", "migrations", "store", "jobs", "ledger", "registry", "casework",
	"oversight", "paper", "workbook", "jobs/work", "session",
	"web", // pages: text and the value types of the rules, see pagesMay
	"server", "deploy", "localpg", "demo", "backup", "config", "cli", "cmd", "testkit", "browser",
}

// pagesMay is what pages know beside themselves: words and the value types of the rules, never a store.
var pagesMay = []string{"date", "text", "fault", "division", "rehab", "access"}

// guarded are packages of others that only some rooms may import.
var guarded = []struct {
	prefix string
	rooms  []string
}{
	{"github.com/jackc/pgx", []string{"store", "localpg", "testkit", "jobs", "jobs/work", "session", "backup", "date", "division"}},
	{"github.com/alexedwards/scs", []string{"session"}},
	{"database/sql", []string{"store", "date", "division"}},
	{"net/http", []string{"session", "web", "server", "cli", "testkit", "browser"}},
	{"github.com/chromedp", []string{"browser", "paper", "web"}},
	{"github.com/xuri/excelize", []string{"workbook"}},
	{"gocloud.dev", []string{"blob"}},
	{"golang.org/x/image", []string{"blob"}},
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

// packages asks the go command for every package and what it imports without its tests.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "xinsheng/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// roomOf returns the room of one of our packages; "" for one that is no part of the program.
func roomOf(path string) string {
	p := strings.TrimPrefix(strings.TrimPrefix(path, "xinsheng/"), "internal/")
	if strings.HasSuffix(p, "/gen") || p == "rooms" {
		return ""
	}
	if slices.Contains(order, p) {
		return p
	}
	room, _, _ := strings.Cut(p, "/")
	return room
}

func TestRoomsImportOnlyThoseBefore(t *testing.T) {
	all := packages(t)
	if len(all) < 20 {
		t.Fatalf("only %d packages were listed", len(all))
	}
	for _, p := range all {
		room := roomOf(p.ImportPath)
		if room == "" {
			continue
		}
		if !slices.Contains(order, room) {
			t.Errorf("%s: the room %s has no place in the order", p.ImportPath, room)
			continue
		}
		for _, imported := range p.Imports {
			fault := guardFault(p.ImportPath, room, imported)
			if strings.HasPrefix(imported, "xinsheng/") {
				fault = orderFault(p.ImportPath, room, imported)
			}
			if fault != "" {
				t.Error(fault)
			}
		}
	}
}

// orderFault says what is wrong with one import of ours; "" for nothing.
func orderFault(path, room, imported string) string {
	other := roomOf(imported)
	switch {
	case other == room:
	case slices.Index(order, other) > slices.Index(order, room):
		return fmt.Sprintf("%s imports %s, which comes after it", path, imported)
	case room == "web" && !slices.Contains(pagesMay, other):
		return fmt.Sprintf("%s imports %s; pages know only %v", path, imported, pagesMay)
	}
	return ""
}

// guardFault says what is wrong with importing a package of others; "" for nothing.
func guardFault(path, room, imported string) string {
	for _, g := range guarded {
		if (imported == g.prefix || strings.HasPrefix(imported, g.prefix+"/")) && !slices.Contains(g.rooms, room) {
			return fmt.Sprintf("%s imports %s, which only %v may", path, imported, g.rooms)
		}
	}
	return ""
}

// TestFaultsAreSeen sees to it that the checks can fail.
func TestFaultsAreSeen(t *testing.T) {
	if orderFault("xinsheng/internal/rehab", "rehab", "xinsheng/internal/store") == "" {
		t.Error("rehab may import store")
	}
	if orderFault("xinsheng/web/pages/reward", "web", "xinsheng/internal/store") == "" {
		t.Error("pages may import store")
	}
	if guardFault("xinsheng/internal/casework", "casework", "net/http") == "" {
		t.Error("casework may import net/http")
	}
}
