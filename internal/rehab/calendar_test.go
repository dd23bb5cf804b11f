package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

func TestDeadlinesMoveOverHolidaysAndWorkedWeekends(t *testing.T) {
	day := date.MustParse
	// National Day 2026 as an example: Thursday 1 to Wednesday 7 October off, Saturday 10 October worked.
	c := NewCalendar([]date.Date{day("2026-10-01"), day("2026-10-02"), day("2026-10-05"), day("2026-10-06"), day("2026-10-07")}, []date.Date{day("2026-10-10")})
	for in, want := range map[string]string{"2026-10-01": "2026-10-08", "2026-10-03": "2026-10-08", "2026-10-10": "2026-10-10", "2026-10-11": "2026-10-12", "2026-09-30": "2026-09-30"} {
		if got := c.OnOrAfter(day(in)); got != day(want) {
			t.Errorf("%s moves to %v, want %s", in, got, want)
		}
	}
	for _, k := range []struct {
		from string
		n    int
		want string
	}{{"2026-09-30", 1, "2026-10-08"}, {"2026-10-08", 2, "2026-10-10"}, {"2026-10-09", 2, "2026-10-12"}, {"2026-10-12", -1, "2026-10-10"}, {"2026-10-12", -7, "2026-09-25"}, {"2026-10-12", 0, "2026-10-12"}} {
		if got := c.AddWorkdays(day(k.from), k.n); got != day(k.want) {
			t.Errorf("%d working days from %s = %v, want %s", k.n, k.from, got, k.want)
		}
	}
	if !c.KnowsYear(2026) || c.KnowsYear(2027) || NewCalendar(nil, nil, 2027).KnowsYear(2026) {
		t.Error("known years are wrong")
	}
	everyDay := make([]date.Date, 2000)
	for i := range everyDay {
		everyDay[i] = day("2026-01-01").AddDays(i)
	}
	NewCalendar(everyDay, nil).AddWorkdays(day("2026-02-01"), 5) // must end
}
