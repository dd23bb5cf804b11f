package tracker_test

import (
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
)

func day(s string) date.Date { return date.MustParse(s) }

// file is a case reported in on 12 March 2025, tested and met every month until October 2026, except that
// it was refused in December 2025 and made up, suspended from 3 June to 8 July 2026 and missed in October 2026.
func file() rehab.File {
	f := rehab.File{Measure: rehab.Detox, TermMonths: 36, Village: 520381106204}
	add := func(id, on string, body rehab.Body) {
		f.Facts = append(f.Facts, rehab.Fact{ID: id, Date: day(on), Body: body})
	}
	add("decision", "2025-03-01", &rehab.Decision{})
	add("r", "2025-03-12", &rehab.ReportIn{Village: 520381106204})
	for m := date.NewMonth(2025, 4); m < date.NewMonth(2026, 10); m++ {
		if m == date.NewMonth(2026, 6) {
			continue
		}
		on := m.First().AddDays(19).String()
		add("t"+m.String(), on, &rehab.DrugTest{Result: rehab.Negative})
		for _, kind := range rehab.ContactTypes() {
			add(string(kind)+m.String(), on, &rehab.Contact{Type: kind})
		}
	}
	add("refused", "2025-12-09", &rehab.DrugTest{Result: rehab.Refused})
	add("s", "2026-06-03", &rehab.Suspension{})
	add("e", "2026-07-08", &rehab.Resumption{Of: "s"})
	add("report", "2026-11-09", &rehab.Contact{Type: rehab.Report})
	return f
}

func view(t *testing.T, lang text.Lang, f rehab.File, today string, o tracker.Options) tracker.View {
	t.Helper()
	track := rehab.Compute(rehab.Rules{Versions: []rehab.Policy{rehab.Chishui()}}, f, day(today))
	if len(track.Problems) > 0 {
		t.Fatalf("the sample is not a case: %+v", track.Problems)
	}
	return tracker.From(text.For(lang), f, track, o)
}

func TestTheTrackerShowsWhatTheRulesSay(t *testing.T) {
	v := view(t, text.ZhCN, file(), "2026-11-23", tracker.Options{CellHref: func(m date.Month) string { return "/" + m.String() }})
	if len(v.Phases) != 3 || len(v.Phases[0].Cells) != 12 || len(v.Phases[1].Cells) != 13 {
		t.Fatalf("phases and cells: %d, %d, %d", len(v.Phases), len(v.Phases[0].Cells), len(v.Phases[1].Cells))
	}
	first, second := v.Phases[0], v.Phases[1]
	if c := first.Cells[0]; c.Mark != tracker.Negative || c.Label != "4月" || c.Year != "2025" || c.Href != "/2025-04" {
		t.Errorf("first cell: %+v", c)
	}
	if c := first.Cells[8]; c.Mark != tracker.Negative || !c.Flag || !strings.Contains(c.Sentence, "违规") {
		t.Errorf("December, refused and made up: %+v", c)
	}
	if c := second.Cells[2]; c.Mark != tracker.Excused || len(c.Months[0].Hatch) != 1 || !strings.Contains(c.Sentence, "中止 28 天") {
		t.Errorf("June, suspended from the 3rd: %+v", c)
	}
	if h := second.Cells[2].Months[0].Hatch[0]; h.From < .06 || h.From > .07 || h.To != 1 {
		t.Errorf("the hatch of June is not to scale: %+v", h)
	}
	if h := second.Cells[3].Months[0].Hatch[0]; h.From != 0 || h.To < .22 || h.To > .23 {
		t.Errorf("the hatch of July (seven days, the day of release is executed): %+v", h)
	}
	if c := second.Cells[6]; c.Mark != tracker.Missed {
		t.Errorf("October: %+v", c)
	}
	november := second.Cells[7]
	want := "2026年11月：尿检待检，定期报告已做，谈话、走访待做，今天是11月23日。"
	if november.Mark != tracker.Open || november.Sentence != want || november.Months[0].TodayTag != "今天 23日" {
		t.Errorf("November: %+v", november)
	}
	if november.Months[0].Contacts != [3]tracker.Contact{tracker.ContactDone, tracker.ContactOwed, tracker.ContactOwed} {
		t.Errorf("contacts stand in the order report, talk, visit: %v", november.Months[0].Contacts)
	}
	if !second.Current || second.Dates != "2026.3.12 — 2027.4.15" {
		t.Errorf("second phase: current %v, %s", second.Current, second.Dates)
	}
	if n := second.Notes; len(n) < 2 || n[0].Words != "村奖励 100 元" || n[1].Words != "10月漏检未处理，不处理不能通过" || n[1].Tone != components.Late {
		t.Errorf("notes of the second phase: %+v", n)
	}
}

func TestTheTrackerOfASuspensionWithoutAnEnd(t *testing.T) {
	f := file()
	f.Facts = append(f.Facts, rehab.Fact{ID: "s2", Date: day("2026-11-10"), Body: &rehab.Suspension{}})
	v := view(t, text.En, f, "2026-11-23", tracker.Options{})
	second := v.Phases[1]
	if !strings.Contains(second.Dates, "not known") {
		t.Errorf("dates: %s", second.Dates)
	}
	november := second.Cells[7]
	if november.Label != "Nov" || len(november.Months[0].Hatch) != 1 || november.Months[0].TodayTag == "" {
		t.Errorf("November, suspended from the 10th: %+v", november)
	}
	if third := v.Phases[2]; len(third.Cells) == 0 && third.LeadWhy == "" {
		t.Error("a row without cells says nothing")
	}
}

func TestLongerWindowsAreJoined(t *testing.T) {
	f := file()
	policy, ok := rehab.ShippedPolicy("common-practice-detox")
	if !ok {
		t.Fatal("no such policy")
	}
	v := tracker.From(text.For(text.ZhCN), f, rehab.Compute(rehab.Rules{Versions: []rehab.Policy{policy}}, f, day("2026-05-20")), tracker.Options{})
	if c := v.Phases[1].Cells[0]; len(c.Months) != 2 || c.Label != "4—5月" || !strings.HasPrefix(c.Sentence, "2026年4月—2026年5月：") {
		t.Errorf("first window of the second phase: %+v", c)
	}
}

func TestMonthsServedElsewhereKeepTheirColumns(t *testing.T) {
	f := rehab.File{Measure: rehab.Detox, TermMonths: 36, Village: 520381106204, Facts: []rehab.Fact{
		{ID: "decision", Date: day("2024-12-20"), Body: &rehab.Decision{}},
		{ID: "m", Date: day("2026-08-10"), Body: &rehab.MovedIn{FirstReportIn: day("2025-01-05"), Village: 520381106204}},
	}}
	v := tracker.From(text.For(text.ZhCN), f, rehab.Compute(rehab.Rules{Versions: []rehab.Policy{rehab.Chishui()}}, f, day("2026-11-23")), tracker.Options{})
	if len(v.Phases) != 3 {
		t.Fatalf("%d phases", len(v.Phases))
	}
	if p := v.Phases[0]; len(p.Cells) != 0 || p.LeadWhy != "在外地执行，本地无记录" {
		t.Errorf("first phase: %+v", p)
	}
	if p := v.Phases[1]; p.Lead != 7 || p.Lead+len(p.Cells) != 12 || p.Cells[0].Label != "9月" {
		t.Errorf("second phase: lead %d, %d cells", p.Lead, len(p.Cells))
	}
}

func TestEveryCellSaysASentenceInBothLanguages(t *testing.T) {
	for _, lang := range text.Langs() {
		var b strings.Builder
		v := view(t, lang, file(), "2026-11-23", tracker.Options{CellHref: func(date.Month) string { return "#" }})
		if err := tracker.Tracker(v).Render(text.With(t.Context(), text.For(lang)), &b); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); strings.Contains(s, "⟦") || strings.Contains(s, "no value") {
			t.Errorf("%s: a sentence is missing", lang)
		}
		for _, p := range v.Phases {
			for _, c := range p.Cells {
				if c.Sentence == "" {
					t.Errorf("%s: cell %s says nothing", lang, c.Label)
				}
			}
		}
	}
}

func TestAStripSaysItsMonths(t *testing.T) {
	var b strings.Builder
	if err := tracker.Strip("nnNo|uu").Render(text.With(t.Context(), text.For(text.En)), &b); err != nil {
		t.Fatal(err)
	}
	if want := `aria-label="Tracker: negative 3 months; due 1 month; to come 2 months"`; !strings.Contains(b.String(), want) {
		t.Errorf("%s is not in %s", want, b.String())
	}
}
