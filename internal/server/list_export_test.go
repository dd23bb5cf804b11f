package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// bookRows returns the rows of the workbook that an answer is, without its notes.
func bookRows(t *testing.T, a testkit.Answer) [][]string {
	t.Helper()
	if a.Status != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("no workbook: %d", a.Status)
	}
	f, err := excelize.OpenReader(strings.NewReader(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	if end := slices.IndexFunc(rows, func(r []string) bool { return len(r) == 0 }); end >= 0 {
		rows = rows[:end]
	}
	return rows
}

// TestEveryListIsTakenAlong: what the list shows is what its workbook holds, its filters and no whole number of a person; it stands in the log.
func TestEveryListIsTakenAlong(t *testing.T) {
	s := testkit.Serve(t, nil)
	passed := date.New(2025, 3, 3)
	testkit.Case(t, s, testkit.Near, passed, 1, testkit.PassedPhase(passed)...)
	testkit.Case(t, s, testkit.Near, reported, 2, movingOut()...)
	opinion := testkit.Step(access.AssessmentOpinion, date.New(2026, 11, 4), &rehab.PhaseOpinion{Phase: 1, Suggestion: rehab.Pass, Text: "按时"})
	testkit.Case(t, s, testkit.Near, date.New(2025, 11, 3), 3, opinion)
	testkit.Case(t, s, testkit.Near, date.New(2025, 11, 4), 4)
	screened(t, testkit.Client(t, s, "police1"), 71)

	for _, x := range []struct {
		login, list string
		rows        int      // with the head; 0: some
		holds       []string // in some cell
		logged      string   // the list's name in the log; empty: it is not logged
	}{
		{"town2", "/rewards", 3, []string{"甄编丁", "50.00", "合计", "滨江社区"}, "村（社区）奖励"},
		{"town2", "/rewards?state=approved", 2, nil, "村（社区）奖励"},
		{"town1", "/transfers", 2, []string{"甄编丂", "登记外地回执", "外地"}, "执行地变更"},
		{"town2", "/assessments", 3, []string{"待乡镇决定", "待村（社区）意见", "第一阶段评估"}, "阶段评估"},
		{"town2", "/assessments?step=decision", 2, []string{"待乡镇决定"}, "阶段评估"},
		{"police1", "/decisions", 2, []string{"夏决生"}, "决定书"},
		{"sysadmin", "/accounts", 0, []string{"village1"}, "账号"},
		{"secadmin", "/postings?role=municipal_office", 3, []string{"office1", "市禁毒办"}, "任职"},
		{"sysadmin", "/units?kind=county", 2, []string{"520381000000"}, ""},
		{"sysadmin", "/holidays?year=2026", 0, []string{"2026-10-01", "国庆节"}, ""},
		{"auditor", "/audit", 0, []string{"sysadmin", "导出列表"}, "操作日志"},
	} {
		t.Run(x.list, func(t *testing.T) {
			b := testkit.Client(t, s, x.login)
			path, query, _ := strings.Cut(x.list, "?")
			list := b.Get(x.list)
			if !strings.Contains(list.Body, "data-print") {
				t.Error("the list has no button to print")
			}
			if shown := strings.Contains(list.Body, path+"/export?"+query) || strings.Contains(list.Body, path+`/export"`); shown != (x.list != "/rewards?state=approved") {
				t.Errorf("the button to take the list along is there: %v", shown)
			}
			a := b.Get(path + "/export?" + query)
			rows := bookRows(t, a)
			if x.rows != 0 && len(rows) != x.rows {
				t.Errorf("%d rows, want %d: %q", len(rows), x.rows, rows)
			}
			all := strings.Join(slices.Concat(rows...), "|")
			for _, want := range x.holds {
				if !strings.Contains(all, want) {
					t.Errorf("%q is not in it: %s", want, all)
				}
			}
			if id := testkit.IDNumber(date.New(1985, 3, 7), 3); strings.Contains(all, id) {
				t.Error("a whole number of a person is in it")
			}
			log := testkit.Client(t, s, "auditor").Get("/audit").Body
			if said := strings.Contains(log, "名单："+x.logged+"、"); x.logged != "" && !said {
				t.Error("the log does not say that it was taken along")
			}
		})
	}
	lead := testkit.Client(t, s, "town2").Get("/assessments").Body
	for _, want := range []string{`href="/assessments?step=decision"`, `href="/assessments?step=opinion"`, "作出决定", "back=%2Fassessments#phase-1"} {
		if !strings.Contains(lead, want) {
			t.Errorf("the lead's list of assessments lacks %q", want)
		}
	}
	if page := testkit.Client(t, s, "village1").Get("/assessments?step=opinion").Body; !strings.Contains(page, "提出村级意见") || strings.Contains(page, "待乡镇决定</") && strings.Contains(page, "甄编七") {
		t.Error("the village's list does not hold just what waits for its opinion")
	}
}
