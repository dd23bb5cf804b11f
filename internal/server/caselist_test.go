package server_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var (
	tableRow = regexp.MustCompile(`(?s)data-row>.*?</tr>`)
	nameIn   = regexp.MustCompile(`甄编.|已迁出人员`)
)

// people returns whom the rows of a list name, in order.
func people(page string) []string {
	var out []string
	for _, row := range tableRow.FindAllString(page, -1) {
		out = append(out, nameIn.FindString(row))
	}
	return out
}

// moved are the steps of a residence change that ends with the report-in at the destination.
func moved(asked date.Date, to division.Code) []casework.Step {
	request := testkit.Step(access.TransferRequest, asked, &rehab.TransferRequest{To: rehab.Destination(to.String()), Reason: rehab.Residence})
	of := request.Entry.Key.String()
	transfer := testkit.Step(access.TransferReceive, asked+3, &rehab.Transfer{To: rehab.Destination(to.String()), Of: of})
	return []casework.Step{
		request, testkit.Step(access.TransferDecide, asked+1, &rehab.TransferOrigin{Of: of, Agreed: true}),
		testkit.Step(access.TransferDecide, asked+2, &rehab.TransferDestination{Of: of, Agreed: true, Village: to}),
		testkit.Step(access.TransferReceive, asked+2, &rehab.TransferPoliceNotified{Of: of}), transfer,
		testkit.Step(access.TransferReceive, asked+5, &rehab.TransferReportIn{Of: transfer.Entry.Key.String(), Village: to}),
	}
}

// listWorld is six people: a negative, a positive, one tested never, one who moved from near to far, one far away, one isolated.
func listWorld(t *testing.T, s *testkit.Service) {
	t.Helper()
	r := date.New(2026, 6, 8)
	test := func(on date.Date, result rehab.Result) casework.Step {
		return testkit.Step(access.DrugTestRecord, on, &rehab.DrugTest{Result: result})
	}
	oct, nov := date.New(2026, 10, 7), date.New(2026, 11, 9)
	testkit.Case(t, s, testkit.Near, r, 0, test(oct, rehab.Negative), test(nov, rehab.Negative))
	testkit.Case(t, s, testkit.Near, r+1, 1, test(oct, rehab.Negative), test(nov, rehab.Positive))
	testkit.Case(t, s, testkit.Near, r+2, 3)
	testkit.Case(t, s, testkit.Near, r+3, 7, append([]casework.Step{test(oct, rehab.Negative)}, moved(date.New(2026, 11, 2), testkit.Far)...)...)
	testkit.Case(t, s, testkit.Far, r+4, 8, test(oct, rehab.Negative))
	testkit.Case(t, s, testkit.Near, r+5, 9, testkit.Step(access.BreachRecord, date.New(2026, 11, 2), &rehab.Refusal{}),
		testkit.Step(access.PoliceOutcome, date.New(2026, 11, 3), &rehab.Isolation{Reason: "试验"}))
}

func TestTheListOfCases(t *testing.T) {
	s := testkit.Serve(t, nil)
	listWorld(t, s)
	browsers := map[string]*testkit.Browser{}
	for _, login := range []string{"town2", "town3", "village1", "office1", "police1"} {
		browsers[login] = testkit.Client(t, s, login)
	}
	list := func(login, query string) []string {
		t.Helper()
		a := browsers[login].Get("/cases" + query)
		if a.Status != http.StatusOK {
			t.Fatalf("%s as %s: %d", query, login, a.Status)
		}
		return people(a.Body)
	}
	t.Run("filters", func(t *testing.T) {
		for _, c := range []struct{ login, query, want string }{
			{"town2", "?sort=report_in", "甄编七 甄编丁 甄编一"},
			{"town2", "?sort=name", "甄编丁 甄编七 甄编一"}, // ding, qi, yi
			{"town2", "?sort=last_test", "甄编七 甄编一 甄编丁"},
			{"town2", "?stage=to_isolation", "甄编三"},
			{"town2", "?stage=ended", "甄编三"},
			{"town2", "?stage=all&sort=report_in", "甄编三 甄编七 甄编丁 甄编一"},
			{"town2", "?measure=rehab", ""},
			{"town2", "?phase=1&measure=detox&sort=term_end", "甄编一 甄编丁 甄编七"},
			{"town2", "?phase=2", ""},
			{"town2", "?place=" + testkit.Near.String() + "&sort=report_in", "甄编七 甄编丁 甄编一"},
			{"town2", "?place=" + testkit.Far.String(), ""},
			{"town2", "?place=520381001000&kind=confirm_positive", "甄编丁"},
			{"town2", "?duty=overdue&kind=test&sort=name", "甄编丁 甄编七 甄编一"},
			{"town2", "?kind=discharge", ""},
			{"town2", "?only=breach", ""},
			{"town2", "?stage=nonsense&sort=nonsense&phase=9&duty=x&place=abc&month=2031-01", "甄编一 甄编丁 甄编七"}, // what is not understood is left out
			{"town2", "?test=positive", "甄编丁"},
			{"town2", "?month=2026-10&test=done&sort=name", "已迁出人员 甄编丁 甄编一"},
			{"town2", "?month=2026-10&test=missed", "甄编七 甄编三"},
			{"town2", "?month=2026-11&test=done&sort=name", "甄编丁 甄编一"},
			{"town2", "?month=2026-11&test=open", "甄编七"},
			{"town2", "?month=2026-11&stage=to_isolation", "甄编三"},
			{"town2", "?month=2026-10&contact=visit&stage=in_execution&sort=name", "已迁出人员 甄编丁 甄编七 甄编三 甄编一"},
			{"town3", "?sort=report_in", "甄编丈 甄编万"},
			{"town3", "?month=2026-10", "甄编丈"},
			{"town3", "?month=2026-11&sort=name", "甄编万 甄编丈"},
			{"village1", "?sort=report_in", "甄编七 甄编丁 甄编一"},
			{"office1", "?sort=report_in", "甄编丈 甄编万 甄编七 甄编丁 甄编一"},
			{"police1", "?stage=all&sort=report_in", "甄编三 甄编七 甄编丁 甄编一"},
		} {
			want := strings.Fields(c.want)
			got := list(c.login, c.query)
			if !slices.Equal(got, want) {
				t.Errorf("%s as %s: %v, want %v", c.query, c.login, got, want)
			}
		}
	})
	t.Run("a stub says nothing", func(t *testing.T) {
		page := testkit.Client(t, s, "town2").Get("/cases?month=2026-10&stage=all").Body
		for _, hidden := range []string{"甄编万", mask(7)} {
			if strings.Contains(page, hidden) {
				t.Errorf("the list shows %q of a person who has moved away", hidden)
			}
		}
		if !strings.Contains(page, "其中已迁出 1 人") {
			t.Error("it is not said that one of them has moved")
		}
	})
	t.Run("roles without cases", func(t *testing.T) {
		for _, login := range []string{"health1", "sysadmin"} {
			for _, path := range []string{"/cases", "/cases/export"} {
				if a := testkit.Client(t, s, login).Get(path); a.Status != http.StatusNotFound {
					t.Errorf("%s gets %d for %s", login, a.Status, path)
				}
			}
		}
	})
	t.Run("search", func(t *testing.T) { searchTest(t, s, browsers) })
	t.Run("export", func(t *testing.T) { exportTest(t, s, browsers["town2"]) })
}

// mask is the number of the person of testkit.Case as lists show it.
func mask(seq int) string { return casework.Mask(testkit.IDNumber(date.New(1985, 3, 7), 2*seq+1)) }

func searchTest(t *testing.T, s *testkit.Service, browsers map[string]*testkit.Browser) {
	other := testkit.Client(t, s, "town2")
	full := testkit.IDNumber(date.New(1985, 3, 7), 3)
	for _, c := range []struct{ name, login, terms, want string }{
		{"beginning of a name", "town2", "甄编", "甄编一 甄编丁 甄编七 甄编三"},
		{"two characters inside", "town2", "编丁", "甄编丁"},
		{"one character", "town2", "七", "甄编七"},
		{"initials", "town2", "ZBD", "甄编丁"},
		{"full pinyin", "town2", "zhenbianqi", "甄编七"},
		{"ID number", "town2", full[:6] + " " + full[6:], "甄编丁"},
		{"part of an ID number", "town2", full[:12], ""},
		{"telephone", "town2", "139 0000 0000", "甄编一 甄编丁 甄编七 甄编三"},
		{"out of scope", "town2", "甄编丈", ""},
		{"a stub", "town2", "甄编万", ""},
		{"moved here", "town3", "甄编万", "甄编万"},
		{"nonsense", "town2", "%_'", ""},
	} {
		b := browsers[c.login]
		a := b.Post("/search", "q", c.terms, "back", "/cases")
		if a.Status != http.StatusSeeOther || strings.Contains(a.Location, url.QueryEscape(c.terms)) {
			t.Fatalf("%s: %d to %q", c.name, a.Status, a.Location)
		}
		want := strings.Fields(c.want)
		if len(want) == 1 && strings.HasPrefix(a.Location, "/cases/") {
			if id := strings.TrimPrefix(a.Location, "/cases/"); id != caseOf(t, s, want[0]) {
				t.Errorf("%s leads to case %s", c.name, id)
			}
			continue
		}
		page := b.Follow(a).Body
		got := people(page)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
		if len(want) == 0 && !strings.Contains(page, "拼音首字母（如 zyf）") {
			t.Errorf("%s: it is not said what can be searched for", c.name)
		}
		if page := other.Get(a.Location).Body; len(people(page)) > 0 || !strings.Contains(page, "这次查找已过期") {
			t.Errorf("%s: another session sees the search", c.name)
		}
	}
	if a := other.Post("/search", "q", " ", "back", "/rewards"); a.Location != "/rewards" {
		t.Errorf("an empty search leads to %q", a.Location)
	}
	if a := other.Post("/search", "q", strings.Repeat("甄", 65)); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("a search too long gives %d", a.Status)
	}
}

func caseOf(t *testing.T, s *testkit.Service, name string) string {
	t.Helper()
	found, err := s.Work.FindCases(t.Context(), access.SystemActor(access.AccountSetup), name, 2)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d cases of %s: %v", len(found), name, err)
	}
	return found[0].String()
}

func exportTest(t *testing.T, s *testkit.Service, b *testkit.Browser) {
	a := b.Get("/cases/export?sort=name&measure=detox")
	if a.Status != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("export: %d %v", a.Status, a.Header)
	}
	f, err := excelize.OpenReader(bytes.NewReader([]byte(a.Body)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil || len(rows) < 5 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	if first := rows[1]; first[0] != "甄编丁" || first[1] != mask(1) || first[3] != "滨江社区" || first[6] != "执行中" || first[7] != "2026-06-09" || first[11] != "阳性" {
		t.Errorf("the first row is %q", first)
	}
	if rows[4][0] != "合计 3 人" || !strings.Contains(strings.Join(rows[len(rows)-1], ""), "市中街道") {
		t.Errorf("the foot is %q", rows[4:])
	}
	if full := testkit.IDNumber(date.New(1985, 3, 7), 3); strings.Contains(strings.Join(slices.Concat(rows...), " "), full) {
		t.Error("a whole ID number is exported")
	}
	key := strings.TrimPrefix(b.Post("/search", "q", "甄编").Location, "/cases?find=")
	if a := b.Get("/cases/export?find=" + key); a.Status != http.StatusOK {
		t.Errorf("what was found cannot be exported: %d", a.Status)
	}
	var entries []store.AuditEntry
	if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		entries, err = tx.AuditEntries(t.Context(), store.AuditFilter{Action: string(access.CaseExport)}, 10)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || entries[1].Login != "town2" || entries[1].Detail["rows"] != 3.0 || entries[1].Detail["filters"].(map[string]any)["measure"] != "detox" {
		t.Fatalf("audit entries: %+v", entries)
	}
	if entries[0].Detail["filters"].(map[string]any)["find"] != true {
		t.Errorf("the entry says of the search %v", entries[0].Detail)
	}
}
