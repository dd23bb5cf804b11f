package rehab

import (
	"reflect"
	"strings"
	"testing"
)

// Every number of a policy has its place on the policy page: a field added to Policy fails here until it has a citation.
func TestSettingsNameEveryNumberOfAPolicy(t *testing.T) {
	p := CommonPracticeRehab()
	named := map[string]bool{}
	for _, s := range p.Settings() {
		field, _, _ := strings.Cut(s.Name, ".")
		named[field] = true
		if s.Article == "" || len(s.Values) == 0 {
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
