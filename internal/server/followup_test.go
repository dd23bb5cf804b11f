package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// TestFollowUpsOnTheWorklist: an outcome of isolation waits for its decision with the police, a person away without leave for the return with village and
// township, each once, until the form they lead to has been sent.
func TestFollowUpsOnTheWorklist(t *testing.T) {
	s := testkit.Serve(t, nil)
	march := date.New(2026, 3, 2)
	settled := func() []casework.Step { return then(prepared(march), round(march, date.NewMonth(2026, 11))) }
	positive := step(access.DrugTestRecord, day(11, 10), &rehab.DrugTest{Result: rehab.Positive})
	of := positive.Entry.Key.String()
	testkit.Case(t, s, testkit.Near, march, 21, then(settled(), []casework.Step{positive, step(access.BreachRecord, day(11, 10), &rehab.PoliceReport{Of: of}),
		step(access.PoliceOutcome, day(11, 18), &rehab.PoliceOutcome{Of: of, Outcome: rehab.ToIsolated, Reason: "复吸"})})...)
	testkit.Case(t, s, testkit.Near, march, 22, then(settled(), []casework.Step{step(access.BreachRecord, day(11, 14), &rehab.Departure{To: "重庆"})})...)
	testkit.Case(t, s, testkit.Near, march, 23, then(settled(), []casework.Step{step(access.BreachRecord, day(11, 22), &rehab.Departure{To: "贵阳"})})...)
	testkit.Case(t, s, testkit.Far, march, 24, then(settled(), []casework.Step{step(access.BreachRecord, day(11, 14), &rehab.Departure{To: "贵阳"})})...)
	show := func(login, address string) string {
		t.Helper()
		a := testkit.Client(t, s, login).Get(address)
		if a.Status != http.StatusOK || strings.Contains(a.Body, "⟦") {
			t.Fatalf("%s as %s: %d", address, login, a.Status)
		}
		return a.Body
	}

	for _, x := range []struct {
		login, section string
		want           []int
	}{
		{"police1", "sign", []int{21}}, {"police2", "sign", []int{21}}, {"police1", "late", nil},
		{"village1", "late", []int{22}}, {"village1", "week", []int{23}}, {"town1", "late", []int{22}}, {"town1", "week", []int{23}},
		{"town2", "late", []int{22}}, {"town2", "week", nil}, {"office1", "late", []int{22, 24}}, {"town3", "late", []int{24}},
	} {
		got := personsIn(sectionOf(show(x.login, "/worklist"), x.section))
		got = slices.DeleteFunc(got, func(name string) bool { return name < nameOf(21) || name > nameOf(24) })
		if !sameNames(got, x.want) {
			t.Errorf("%s in %s: %v, want %v", x.login, x.section, got, x.want)
		}
	}
	contains(t, rowOf(t, show("police1", "/worklist"), 21), "登记强制隔离决定", "《禁毒法》第三十八条", "登记强制隔离戒毒决定：日期、文号、理由", "公安")
	contains(t, rowOf(t, show("village1", "/worklist"), 22), "擅自离开未归", "7 天", "《戒毒条例》", "找到本人")
	if got := personsIn(show("town1", "/worklist?kind=departure_return")); !sameNames(got, []int{22, 23}) {
		t.Errorf("away without leave: %v", got)
	}
	for login, want := range map[string]string{"police1": "登记强制隔离决定", "village1": "擅自离开未归"} {
		a := testkit.Client(t, s, login).Get("/worklist/export")
		book, err := excelize.OpenReader(strings.NewReader(a.Body))
		if err != nil {
			t.Fatalf("%d: %v", a.Status, err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if n := len(slices.DeleteFunc(rows, func(row []string) bool { return !slices.Contains(row, want) })); err != nil || n == 0 {
			t.Errorf("the workbook of %s has %q %d times: %v", login, want, n, err)
		}
	}

	t.Run("the form they lead to settles them", func(t *testing.T) {
		for _, x := range []struct {
			login string
			seq   int
			form  string
			say   []string
		}{
			{"police1", 21, "/isolation", []string{"number", "赤公强戒决字7号", "reason", "复吸"}}, {"village1", 22, "/departure-return", nil},
		} {
			at := formIn(t, rowOf(t, show(x.login, "/worklist"), x.seq))
			path, query, _ := strings.Cut(at, "?")
			if !strings.HasSuffix(path, x.form) || !strings.Contains(query, "of=") || !strings.Contains(show(x.login, at), nameOf(x.seq)) {
				t.Fatalf("%s leads to %s", nameOf(x.seq), at)
			}
			if x.form == "/departure-return" {
				x.say = []string{"of", query[strings.Index(query, "of=")+3:]}
			}
			a := testkit.Client(t, s, x.login).Post(at, append([]string{server.FormKey, server.NewFormKey(), "date", testkit.Today.String()}, x.say...)...)
			if a.Status != http.StatusSeeOther {
				t.Fatalf("%s: %d\n%s", at, a.Status, mainOf(a.Body))
			}
			if strings.Contains(show(x.login, "/worklist"), ">"+nameOf(x.seq)+"</a>") {
				t.Errorf("%s is still on the worklist", nameOf(x.seq))
			}
		}
	})
	t.Run("the stored rows are what the facts say, and the case page names each once", func(t *testing.T) {
		if n, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Error(d.What) }); err != nil || n == 0 {
			t.Errorf("%d cases: %v", n, err)
		}
		row := rowOf(t, show("village1", "/worklist"), 23)
		at, _, _ := strings.Cut(formIn(t, row), "/departure-return")
		page := show("village1", at)
		if n := strings.Count(page, at+"/departure-return"); n != 1 {
			t.Errorf("the return is asked for %d times", n)
		}
	})
}
