package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

var (
	meetingDay = date.New(2026, 9, 24)
	measureDue = date.New(2026, 10, 20)
)

func measureStep(k MeasureKind, d date.Date) MeasureStep {
	return MeasureStep{ID: string(k), Kind: k, Date: d}
}

// TestMeasureStands: whose turn it is, and until when, from the steps; the office has ten working days to confirm.
func TestMeasureStands(t *testing.T) {
	day := date.New(2026, 9, 28)
	done := measureStep(MeasureDone, day)
	for _, c := range []struct {
		name    string
		steps   []MeasureStep
		state   MeasureState
		due     date.Date
		confirm date.Date
		ended   date.Date
	}{
		{"given", nil, MeasureAssigned, measureDue, 0, 0},
		{"accepted", []MeasureStep{measureStep(MeasureAccept, day)}, MeasureStarted, measureDue, 0, 0},
		{"a report starts it", []MeasureStep{measureStep(MeasureReport, day)}, MeasureStarted, measureDue, 0, 0},
		// 29, 30 September, 8 to 10, 12 to 16 October
		{"done", []MeasureStep{done}, MeasureIsDone, measureDue, date.New(2026, 10, 16), 0},
		{"sent back", []MeasureStep{done, measureStep(MeasureReturn, day+1)}, MeasureReturned, measureDue, 0, 0},
		{"a report on what was sent back", []MeasureStep{done, measureStep(MeasureReturn, day+1), measureStep(MeasureReport, day+2)}, MeasureReturned, measureDue, 0, 0},
		{"sent back with another deadline", []MeasureStep{done, {ID: "r", Kind: MeasureReturn, Date: day + 1, Due: measureDue + 9}}, MeasureReturned, measureDue + 9, 0, 0},
		{"extended", []MeasureStep{{ID: "x", Kind: MeasureExtend, Date: day, Due: measureDue + 30}}, MeasureAssigned, measureDue + 30, 0, 0},
		{"confirmed", []MeasureStep{done, measureStep(MeasureConfirm, day+3)}, MeasureConfirmed, measureDue, 0, day + 3},
		{"dropped", []MeasureStep{measureStep(MeasureDrop, day)}, MeasureDropped, measureDue, 0, day},
		{"the extension taken back", []MeasureStep{{ID: "x", Kind: MeasureExtend, Date: day, Due: measureDue + 30}, {ID: "v", Kind: MeasureVoid, Of: "x"}}, MeasureAssigned, measureDue, 0, 0},
	} {
		s := referralRules.Measure(meetingDay, measureDue, c.steps)
		if s.State != c.state || s.Due != c.due || s.ConfirmDue != c.confirm || s.Ended != c.ended {
			t.Errorf("%s: %s, due %s, to confirm by %s, ended %s; want %s, %s, %s, %s", c.name, s.State, s.Due, s.ConfirmDue, s.Ended, c.state, c.due, c.confirm, c.ended)
		}
	}
}

// TestEveryMeasureStepInEveryState says of the whole product what stands against it.
func TestEveryMeasureStepInEveryState(t *testing.T) {
	day := date.New(2026, 10, 9)
	done := measureStep(MeasureDone, day)
	states := map[MeasureState][]MeasureStep{
		MeasureAssigned: nil, MeasureStarted: {measureStep(MeasureAccept, day)}, MeasureReturned: {done, measureStep(MeasureReturn, day)}, MeasureIsDone: {done},
		MeasureConfirmed: {done, measureStep(MeasureConfirm, day)}, MeasureDropped: {measureStep(MeasureDrop, day)},
	}
	const ok = MeasureBar("")
	start, need, office, confirmed, dropped := MeasureHasStart, MeasureNeedsDone, MeasureAtOffice, MeasureIsConfirmed, MeasureIsDropped
	want := map[MeasureKind][]MeasureBar{ // in the order of MeasureStates
		MeasureAccept:  {ok, start, start, start, confirmed, dropped},
		MeasureReport:  {ok, ok, ok, office, confirmed, dropped},
		MeasureDone:    {ok, ok, ok, office, confirmed, dropped},
		MeasureConfirm: {need, need, need, ok, confirmed, dropped},
		MeasureReturn:  {need, need, need, ok, confirmed, dropped},
		MeasureExtend:  {ok, ok, ok, office, confirmed, dropped},
		MeasureDrop:    {ok, ok, ok, ok, confirmed, dropped},
	}
	for kind, bars := range want {
		for i, state := range MeasureStates() {
			s := referralRules.Measure(meetingDay, measureDue, states[state])
			x := MeasureStep{Kind: kind, Date: day}
			if kind == MeasureExtend {
				x.Due = measureDue + 1
			}
			if got := s.Bar(x); got != bars[i] || s.State != state {
				t.Errorf("%s while %s (%s): %q, want %q", kind, state, s.State, got, bars[i])
			}
		}
	}
}

// TestMeasureDaysAreInOrder: no step before the one it follows, no deadline that is none.
func TestMeasureDaysAreInOrder(t *testing.T) {
	s := referralRules.Measure(meetingDay, measureDue, []MeasureStep{measureStep(MeasureAccept, meetingDay+5)})
	for _, c := range []struct {
		step MeasureStep
		want MeasureBar
	}{
		{MeasureStep{Kind: MeasureReport, Date: meetingDay + 4}, MeasureBefore},
		{MeasureStep{Kind: MeasureReport, Date: meetingDay + 5}, ""},
		{MeasureStep{Kind: MeasureExtend, Date: meetingDay + 5, Due: measureDue}, MeasureNotLater},
		{MeasureStep{Kind: MeasureExtend, Date: measureDue + 9, Due: measureDue + 8}, MeasurePastDue},
		{MeasureStep{Kind: MeasureVoid, Of: "accept"}, ""},
		{MeasureStep{Kind: MeasureVoid, Of: "nothing"}, MeasureNoSuchStep},
	} {
		if got := s.Bar(c.step); got != c.want {
			t.Errorf("%+v: %q, want %q", c.step, got, c.want)
		}
	}
}
