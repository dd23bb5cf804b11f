package rehab

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/date"
)

// Every number of a policy has its place on the policy page: a field added to Policy fails here until it has a citation.
func TestSettingsNameEveryNumberOfAPolicy(t *testing.T) {
	p := CommonPracticeRehab()
	named := map[string]bool{}
	for _, s := range p.Settings() {
		field, _, _ := strings.Cut(s.Name, ".")
		named[field] = true
		if s.Article == "" || len(s.Values) == 0 && !s.Optional || s.Max <= s.Min {
			t.Errorf("%s: %+v", s.Name, s)
		}
	}
	fields := reflect.TypeFor[Policy]()
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Field(i).Tag.Get("json"), ",")
		if name == "effective" || name == "objection_calendar_days" { // the day, and the unit of two settings
			continue
		}
		if !named[name] {
			t.Errorf("no setting for %s", name)
		}
	}
}

func TestSettingsSayWhatThePolicySays(t *testing.T) {
	p := Chishui()
	p.ObjectionCalendarDays = true
	for _, s := range p.Settings() {
		switch s.Name {
		case "reward":
			if s.Values[2] != 20000 || s.Unit != UnitFen {
				t.Errorf("%+v", s)
			}
		case "report_in_days":
			if s.Values[0] != 15 {
				t.Errorf("%+v", s)
			}
		case "objection_days":
			if s.Unit != UnitDays {
				t.Errorf("calendar days read as %s", s.Unit)
			}
		}
	}
}

func TestSettingsSetWhatTheySay(t *testing.T) {
	p := Chishui()
	for _, s := range p.Settings() {
		values := []int{s.Max, s.Max - 1, s.Max - 2}
		if !s.Phases && !s.List {
			values = values[:1]
		}
		s.Set(values)
		for _, now := range p.Settings() {
			if now.Name == s.Name && !slices.Equal(now.Values, values) {
				t.Errorf("%s is %v after it was set to %v", s.Name, now.Values, values)
			}
		}
	}
	if again := Chishui(); again.Interval[0] != 1 || again.Contacts[0].Visit != 1 {
		t.Error("the shipped policy has changed")
	}
}

func TestSchedulesCutTheTerm(t *testing.T) {
	p := Chishui()
	if p.Schedule() != ScheduleMonthly {
		t.Errorf("shipped: %s", p.Schedule())
	}
	p.SetSchedule(ScheduleCommon)
	for _, tt := range []struct {
		measure Measure
		term    int
		windows int // DOMAIN §5
	}{{Detox, 36, 22}, {Rehab, 36, 12}, {Rehab, 24, 12}, {Rehab, 12, 6}} {
		f := File{Measure: tt.measure, TermMonths: tt.term, Facts: []Fact{{ID: "r", Date: date.New(2024, 3, 5), Body: &ReportIn{Village: 520381106204}}}}
		track := Compute(Rules{Versions: []Policy{p}}, f, date.New(2027, 3, 4))
		if len(track.Windows) != tt.windows {
			t.Errorf("%s of %d months: %d windows, want %d", tt.measure, tt.term, len(track.Windows), tt.windows)
		}
	}
	if p.Schedule() != ScheduleCommon {
		t.Errorf("common practice: %s", p.Schedule())
	}
	p.Interval[0] = 2
	if p.Schedule() != ScheduleOwn || CommonPracticeDetox().Interval[0] != 1 {
		t.Errorf("changed: %s", p.Schedule())
	}
}

func TestADashboardGoesByTheVersionOfItsDay(t *testing.T) {
	old, next := Chishui(), Chishui()
	next.Effective, next.Boards = date.New(2026, 11, 20), Boards{EndsSoonDays: 90, RankFrom: 3}
	r := Rules{Versions: []Policy{old, next}}
	for _, tt := range []struct {
		month string
		today date.Date
		want  Boards
	}{{"2026-10", date.New(2026, 11, 23), old.Boards}, {"2026-11", date.New(2026, 11, 23), next.Boards}, {"2026-11", date.New(2026, 11, 19), old.Boards}} {
		m, err := date.ParseMonth(tt.month)
		if got := r.BoardsOf(m, tt.today); got != tt.want || err != nil {
			t.Errorf("%s on %v: %+v, %v", tt.month, tt.today, got, err)
		}
	}
}
