package text_test

import (
	"testing"
	"time"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

func TestWordsOfDatesAndMoney(t *testing.T) {
	zh, en := text.For(text.ZhCN), text.For(text.En)
	d := date.MustParse
	for _, c := range []struct{ got, want string }{
		{zh.Date(d("2026-11-23")), "2026年11月23日"}, {en.Date(d("2026-11-23")), "23 Nov 2026"},
		{zh.ShortDate(d("2026-11-03")), "11月3日"}, {en.ShortDate(d("2026-11-03")), "3 Nov"},
		{zh.Date(0), ""}, {en.Month(0), ""},
		{zh.DateRange(d("2026-11-01"), d("2026-11-30")), "2026年11月1日至30日"},
		{zh.DateRange(d("2026-11-01"), d("2026-12-03")), "2026年11月1日至12月3日"},
		{zh.DateRange(d("2026-11-01"), d("2027-01-03")), "2026年11月1日至2027年1月3日"},
		{zh.DateRange(d("2026-11-01"), d("2026-11-01")), "2026年11月1日"},
		{en.DateRange(d("2026-11-01"), d("2026-11-30")), "1–30 Nov 2026"},
		{en.DateRange(d("2026-11-01"), d("2026-12-03")), "1 Nov – 3 Dec 2026"},
		{en.DateRange(d("2026-11-01"), d("2027-01-03")), "1 Nov 2026 – 3 Jan 2027"},
		{zh.Month(date.NewMonth(2026, 11)), "2026年11月"}, {en.Month(date.NewMonth(2026, 11)), "November 2026"},
		{zh.MonthShort(date.NewMonth(2026, 11)), "11月"}, {en.MonthShort(date.NewMonth(2026, 11)), "Nov"},
		{zh.Weekday(d("2026-11-23")), "星期一"}, {en.Weekday(d("2026-11-23")), "Monday"},
		{zh.Money(5000), "50 元"}, {en.Money(123456789), "1,234,567.89 yuan"}, {zh.Money(-5000), "−50 元"}, {zh.Money(5), "0.05 元"},
		{zh.Number(1234), "1,234"}, {zh.Number(-999), "−999"},
		{zh.Moment(time.Date(2026, 11, 22, 16, 5, 0, 0, time.UTC)), "2026年11月23日 00:05"},
		{zh.Join([]string{"甲", "乙"}), "甲、乙"}, {en.Join([]string{"a", "b"}), "a, b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestArgumentsArePutIntoWords(t *testing.T) {
	ctx := text.With(t.Context(), text.For(text.En))
	if got, want := text.T(ctx, text.ShellPostingDeputy, "Until", date.MustParse("2026-11-23")), "deputy until 23 Nov 2026"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := text.T(ctx, text.ValidSummary, "Count", 1), "Not saved: 1 thing to correct"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := text.T(ctx, text.ValidSummary, "Count", 1200), "Not saved: 1,200 things to correct"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := text.Of(t.Context(), text.FamilyRole, "township_lead"), "乡镇分管领导"; got != want {
		t.Errorf("without a printer: got %q, want %q", got, want)
	}
	if got, want := text.T(ctx, "no.such"), "⟦no.such⟧"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLangFrom(t *testing.T) {
	for _, c := range []struct {
		chosen, accept string
		want           text.Lang
	}{
		{"en", "zh-CN", text.En}, {"zh-CN", "en", text.ZhCN}, {"", "", text.ZhCN}, {"", "en-GB,en;q=0.8", text.En},
		{"", "zh-TW,zh;q=0.9,en;q=0.8", text.ZhCN}, {"", "fr", text.ZhCN}, {"xx", "en", text.En}, {"", ";;;", text.ZhCN},
	} {
		if got := text.LangFrom(c.chosen, c.accept); got != c.want {
			t.Errorf("LangFrom(%q, %q) = %s, want %s", c.chosen, c.accept, got, c.want)
		}
	}
}
