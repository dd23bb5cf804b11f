package server_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/demo"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var (
	figureLink = regexp.MustCompile(`(?s)<a class="(?:figure|tlink|heat-link)[^"]*" href="(/(?:cases|rewards)\?[^"]*)"[^>]*>(.*?)</a>`)
	tags       = regexp.MustCompile(`(?s)<svg.*?</svg>|<span class="[kd]">.*?</span>|<small>.*?</small>|<[^>]*>`)
	amountCell = regexp.MustCompile(`(?s)<td role="cell" class="num[^"]*"[^>]*>\s*([−\d,.]+) 元`)
)

// figuresOf returns the figures of a dashboard that open a list: address and number, in the order in which they stand.
func figuresOf(t *testing.T, page string) (out []struct {
	at string
	n  string
}) {
	t.Helper()
	for _, m := range figureLink.FindAllStringSubmatch(page, -1) {
		n := strings.ReplaceAll(strings.TrimSpace(tags.ReplaceAllString(m[2], "")), ",", "")
		if _, err := strconv.ParseFloat(strings.Replace(n, "−", "-", 1), 64); err != nil {
			t.Fatalf("%s says %q, which is no number", m[1], n)
		}
		out = append(out, struct {
			at string
			n  string
		}{html.UnescapeString(m[1]), n})
	}
	return out
}

// walk counts the rows of a list over all its pages, and adds up their amounts.
func walk(t *testing.T, b *testkit.Browser, at string) (rows int, yuan float64) {
	t.Helper()
	for at != "" {
		a := b.Get(at)
		if a.Status != http.StatusOK {
			t.Fatalf("%s: %d", at, a.Status)
		}
		for _, row := range tableRow.FindAllString(a.Body, -1) {
			rows++
			if m := amountCell.FindStringSubmatch(row); m != nil {
				n, err := strconv.ParseFloat(strings.NewReplacer(",", "", "−", "-").Replace(m[1]), 64)
				if err != nil {
					t.Fatal(err)
				}
				yuan += n
			}
		}
		at = link(a.Body, nextLink)
	}
	return rows, yuan
}

// TestEveryFigureIsTheNumberOfRowsOfItsList walks every link of the dashboard, as each role that has one, of several months and places.
func TestEveryFigureIsTheNumberOfRowsOfItsList(t *testing.T) {
	s := testkit.Serve(t, nil)
	const people = 130
	if err := demo.Load(t.Context(), s.Store, s.Work, testkit.Today, people, func(int) {}); err != nil {
		t.Fatal(err)
	}
	far, near := testkit.Far.Township().String(), testkit.Near.Township().String()
	for login, pages := range map[string][]string{
		"office1": {"", "/trend?heat=missed", "/trend?month=2026-05&heat=positive&place=520381001000", "?month=2026-08", "?place=520381001000", "?month=2026-10&place=" + far},
		"town2":   {"", "?month=2026-10"}, "town3": {"?month=2025-09"}, "village1": {"", "/trend?heat=missed", "?month=2026-07"}, "police1": {"", "/trend", "?month=2026-10", "?month=2026-10&place=" + near},
	} {
		b := testkit.Client(t, s, login)
		known, total := map[string][2]float64{}, 0
		for _, page := range pages {
			a := b.Get("/dashboard" + page)
			if a.Status != http.StatusOK {
				t.Fatalf("%s as %s: %d", page, login, a.Status)
			}
			seen := map[string]bool{}
			for _, f := range figuresOf(t, a.Body) {
				if _, ok := known[f.at]; !ok {
					rows, yuan := walk(t, b, f.at)
					known[f.at] = [2]float64{float64(rows), yuan}
				}
				want, said := known[f.at][0], strings.Replace(f.n, "−", "-", 1)
				if n, _ := strconv.ParseFloat(said, 64); n != want && (!seen[f.at] || n != known[f.at][1]) {
					t.Errorf("/dashboard%s as %s says %s, but %s has %v rows of %v yuan", page, login, f.n, f.at, want, known[f.at][1])
				}
				seen[f.at] = seen[f.at] || strings.HasPrefix(f.at, "/rewards")
				total++
			}
		}
		if total < 20*len(pages) {
			t.Errorf("%s: only %d figures on %d dashboards", login, total, len(pages))
		}
	}
	t.Run("pages both ways", func(t *testing.T) { pagesBothWays(t, testkit.Client(t, s, "office1")) })
	t.Run("a screening is counted for the police alone", func(t *testing.T) {
		screened := map[string]int{}
		for _, login := range []string{"office1", "police1"} {
			b := testkit.Client(t, s, login)
			for m := testkit.Today.Month() - 35; m <= testkit.Today.Month(); m++ {
				if strings.Contains(b.Get("/dashboard?month="+m.String()).Body, "figure=stage_screening") {
					screened[login]++
				}
			}
		}
		if screened["office1"] != 0 || screened["police1"] == 0 {
			t.Errorf("months with a figure of screenings: %v", screened)
		}
	})
	t.Run("workbook", func(t *testing.T) {
		if a := testkit.Client(t, s, "office1").Get("/dashboard/export?month=2026-10"); a.Status != http.StatusOK || !strings.HasPrefix(a.Body, "PK") {
			t.Errorf("the workbook: %d", a.Status)
		}
	})
}

// pagesBothWays walks the list of every order to its end and back and wants every row once, in the same place.
func pagesBothWays(t *testing.T, b *testkit.Browser) {
	ids := regexp.MustCompile(`href="/cases/([0-9a-f-]{36})"`)
	pageOf := func(at string) (string, string) {
		body := b.Get(at).Body
		var out []string
		for _, row := range tableRow.FindAllString(body, -1) {
			if m := ids.FindStringSubmatch(row); m != nil {
				out = append(out, m[1])
			}
		}
		return strings.Join(out, " "), body
	}
	for _, sort := range append(store.CaseSorts, "place&month=2026-10", "name&month=2026-10") {
		var pages []string
		var last string
		for at := "/cases?stage=all&sort=" + sort; at != ""; {
			rows, body := pageOf(at)
			pages, last, at = append(pages, rows), at, link(body, nextLink)
		}
		seen := map[string]bool{}
		for _, id := range strings.Fields(strings.Join(pages, " ")) {
			if seen[id] {
				t.Errorf("%s: %s stands twice", sort, id)
			}
			seen[id] = true
		}
		total := regexp.MustCompile(`共 (\d+) 条`).FindStringSubmatch(b.Get(last).Body)
		if total == nil || total[1] != fmt.Sprint(len(seen)) || len(pages) < 3 {
			t.Errorf("%s: %d rows on %d pages, said to be %v", sort, len(seen), len(pages), total)
		}
		for i := len(pages) - 2; i >= 0; i-- {
			last = link(b.Get(last).Body, prevLink)
			if rows, _ := pageOf(last); rows != pages[i] {
				t.Errorf("%s: going back to page %d shows other rows", sort, i+1)
			}
		}
	}
}
