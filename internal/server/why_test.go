package server

import (
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

var whyToday = date.New(2026, 11, 23)

func whyPlaces() *gazetteer {
	return &gazetteer{names: map[division.Code]string{520381001000: "市中街道", 520381001006: "滨江社区"}}
}

func TestWhyOfAMissedTest(t *testing.T) {
	d := duty{Kind: rehab.DutyTest, OwedBy: rehab.OwedByVillage, Division: 520381001006, Opens: date.New(2026, 10, 1), Due: date.New(2026, 10, 31),
		Month: date.NewMonth(2026, 10), Rule: rehab.CiteOf(rehab.DutyTest, rehab.Detox)}
	r := whyOf(t.Context(), whyPlaces(), &d, whyToday)
	for _, c := range []struct{ got, want string }{
		{r.What, "10月尿检"}, {r.Article, "《戒毒条例》第十九条"}, {r.Window, "2026年10月1日至31日"}, {r.Due, "2026年10月31日，已过 23 天"},
		{r.OwedBy, "市中街道滨江社区"}, {r.Note, "漏检计入单位，不计入本人违规次数。"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if !strings.Contains(r.Rule, "检测窗口") || !strings.Contains(r.MetBy, "免检或处理") {
		t.Errorf("rule %q, met by %q", r.Rule, r.MetBy)
	}
}

// A leave lapses with the term and is in no month's figures; a contact lapses a month later and stays in them (rulings 24, 46).
func TestWhatBecomesOfADutyNotDone(t *testing.T) {
	for kind, want := range map[rehab.Duty]string{
		rehab.DutyContactTalk: "2026年11月30日后不再催办，月度数字里仍算未做。", rehab.DutyLeaveReturn: "2026年11月30日期满以后不再催办。",
	} {
		d := duty{Kind: kind, OwedBy: rehab.OwedByVillage, Division: 520381001006, Due: date.New(2026, 10, 31), Lapses: date.New(2026, 11, 30), Rule: rehab.CiteOf(kind, rehab.Detox)}
		if r := whyOf(t.Context(), whyPlaces(), &d, whyToday); !strings.HasSuffix(r.Note, want) || strings.Contains(r.Note, "月度数字") != strings.Contains(want, "月度数字") {
			t.Errorf("%s: %q", kind, r.Note)
		}
	}
}

func TestDueInWords(t *testing.T) {
	for _, c := range []struct {
		due  date.Date
		want string
	}{
		{whyToday, "2026年11月23日，今天到期"}, {whyToday + 7, "2026年11月30日，还有 7 天"}, {whyToday - 1, "2026年11月22日，已过 1 天"}, {0, "没有法定期限，应及时办理"},
	} {
		if got := dueWords(t.Context(), c.due, whyToday); got != c.want {
			t.Errorf("%s: %q", c.due, got)
		}
	}
}

func TestDutyIsNamedWithItsMonthOnlyWhenThatIsNotThisOne(t *testing.T) {
	for _, c := range []struct {
		month, last date.Month
		want        string
	}{
		{date.NewMonth(2026, 11), date.NewMonth(2026, 11), "尿检"}, {date.NewMonth(2026, 10), date.NewMonth(2026, 12), "尿检"},
		{date.NewMonth(2026, 12), date.NewMonth(2026, 12), "12月尿检"}, {date.NewMonth(2025, 12), date.NewMonth(2025, 12), "2025年12月尿检"},
	} {
		d := duty{Kind: rehab.DutyTest, Month: c.month, Opens: c.month.First(), Due: c.last.Last()}
		if got := dutyName(t.Context(), &d, whyToday); got != c.want {
			t.Errorf("%s: %q, want %q", c.month, got, c.want)
		}
	}
}

// Every duty of every debtor can be explained in both languages, from the Track and from the store alike.
func TestEveryDutyCanBeExplained(t *testing.T) {
	for _, lang := range []text.Lang{text.ZhCN, text.En} {
		ctx := text.With(t.Context(), text.For(lang))
		for _, kind := range rehab.Duties() {
			o := rehab.Obligation{Kind: kind, OwedBy: rehab.OwedByPolice, Division: 520381001006, Opens: whyToday - 9, Due: whyToday - 3, Lapses: whyToday + 3, Rule: rehab.CiteOf(kind, rehab.Rehab)}
			row := store.Obligation{Kind: string(kind), OwedBy: "police", Division: o.Division, Opens: o.Opens, Due: o.Due, Lapses: o.Lapses, Rule: o.Rule.Text, Article: o.Rule.Article}
			tracked, stored := trackedDuty(&o), storedDuty(&row)
			if tracked != stored {
				t.Errorf("%s: %+v from the Track, %+v from the store", kind, tracked, stored)
			}
			r := whyOf(ctx, whyPlaces(), &stored, whyToday)
			for _, words := range []string{r.What, r.Rule, r.Article, r.Due, r.MetBy, r.OwedBy} {
				if words == "" || strings.Contains(words, "⟦") {
					t.Errorf("%s in %s: %+v", kind, lang, r)
				}
			}
		}
	}
}
