package server_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var (
	rowLink  = regexp.MustCompile(`data-row-link[^>]*>([^<]+)<`)
	nextLink = regexp.MustCompile(`href="([^"]+)" rel="next"`)
	prevLink = regexp.MustCompile(`href="([^"]+)" rel="prev"`)
)

func rowsOn(page string) []string {
	var out []string
	for _, m := range rowLink.FindAllStringSubmatch(page, -1) {
		out = append(out, strings.TrimSpace(m[1]))
	}
	return out
}

func link(page string, re *regexp.Regexp) string {
	m := re.FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

func TestListsArePagedByKeyForwardsAndBack(t *testing.T) {
	s := testkit.Serve(t, nil)
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		for i := range 130 {
			if _, err := tx.AddAccount(t.Context(), store.NewAccount{Login: fmt.Sprintf("many%03d", i), Name: "试验员", PasswordHash: "!"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b := testkit.Client(t, s, "sysadmin")
	for _, first := range []string{"/accounts", "/units", "/accounts?state=active"} {
		var pages [][]string
		var all []string
		last := first
		for at := first; at != ""; {
			page := b.Get(at).Body
			rows := rowsOn(page)
			pages, all = append(pages, rows), append(all, rows...)
			last, at = at, link(page, nextLink)
			if len(pages) > 10 {
				t.Fatalf("%s does not end", first)
			}
		}
		if len(pages) < 3 || (strings.HasPrefix(first, "/accounts") && len(all) != 147) || len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) && first != "/units" {
			t.Fatalf("%s: %d pages, %d rows", first, len(pages), len(all))
		}
		for i := len(pages) - 2; i >= 0; i-- {
			last = link(b.Get(last).Body, prevLink)
			if got := rowsOn(b.Get(last).Body); !slices.Equal(got, pages[i]) {
				t.Errorf("%s: going back to page %d gives %v, want %v", first, i+1, got, pages[i])
			}
		}
		if link(b.Get(last).Body, prevLink) != "" {
			t.Errorf("%s: there is a page before the first", first)
		}
	}
}

func TestASearchLeavesNoNameInTheAddress(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	a := b.Post("/accounts/find", "find", "秀珍")
	if strings.Contains(a.Location, "秀珍") || strings.Contains(a.Location, "%E7") || !strings.HasPrefix(a.Location, "/accounts?find=") {
		t.Fatalf("the search leads to %q", a.Location)
	}
	if rows := rowsOn(b.Follow(a).Body); !slices.Equal(rows, []string{"village1"}) {
		t.Errorf("found %v", rows)
	}
	other := testkit.Client(t, s, "sysadmin")
	if rows := rowsOn(other.Get(a.Location).Body); len(rows) != 17 {
		t.Errorf("another session sees the search: %v", rows)
	}
	if a := b.Post("/accounts/find", "find", "没有这个人"); !strings.Contains(b.Follow(a).Body, "没有这样的账号") {
		t.Error("nothing found is not said")
	}
}
