package server

import (
	"context"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/record"
)

// asideOf is what stands beside a form: how the case stands, or what would follow on the day the form speaks of.
type asideOf func(ctx context.Context, o *casework.Opened, day date.Date) []pages.AsideView

// reportInAside is what a report-in on the day brings: term, phases, first test, agreement; and what it means to be late (rulings 1, 8, 22).
func reportInAside(ctx context.Context, o *casework.Opened, day date.Date) []pages.AsideView {
	if o.BarTo(rehab.KindReportIn) != nil {
		return deadlineAside(ctx, o, day)
	}
	t := o.After(day, &rehab.ReportIn{Village: o.Case.Place})
	v := pages.AsideView{Title: text.T(ctx, text.RecordIfReported, "Day", day)}
	if t.Term != nil {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.RecordTerm), Value: text.DateRange(ctx, t.Term.Start, t.Term.LastDay)})
	}
	for i := range t.Phases {
		p := &t.Phases[i]
		v.Pairs = append(v.Pairs, components.Pair{Name: phaseName(ctx, int(p.N)), Value: text.DateRange(ctx, p.Start, p.End)})
	}
	if !t.Deadlines.Agreement.IsZero() {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.RecordAgreementDue), Value: text.Date(ctx, t.Deadlines.Agreement)})
	}
	if len(t.Windows) > 0 {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.RecordFirstWindow), Value: text.DateRange(ctx, t.Windows[0].From, t.Windows[0].To)})
	}
	if r := t.Deadlines.ReportIn; r != nil && r.Late {
		v.Tone, v.Notice = components.Late, text.T(ctx, text.RecordLateReportIn, "Due", r.Due)
	}
	return []pages.AsideView{v}
}

// reportInAfter says what follows from the report-in that was recorded.
func reportInAfter(ctx context.Context, in *casework.FactForm, done *casework.Recorded) (string, text.Key, []any) {
	t := &done.Track
	if t.Term == nil || t.Deadlines.Agreement.IsZero() {
		return casePath(in.Case), text.RecordSaved, []any{"What", text.Of(ctx, text.FamilyRecordTitle, in.Kind)}
	}
	return casePath(in.Case), text.RecordReportedIn, []any{"Last", t.Term.LastDay, "Due", t.Deadlines.Agreement}
}

// deadlineAside is how the report-in deadline stands.
func deadlineAside(ctx context.Context, o *casework.Opened, _ date.Date) []pages.AsideView {
	r := o.Track.Deadlines.ReportIn
	if r == nil {
		return nil
	}
	v := pages.AsideView{Title: text.T(ctx, text.RecordDeadline)}
	due := text.T(ctx, text.RecordDeadlineHeld)
	if !r.Due.IsZero() {
		due = text.Date(ctx, r.Due)
	}
	v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.RecordDeadline), Value: due})
	if o.Track.ReportIn != nil {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.Of(ctx, text.FamilyFact, rehab.KindReportIn), Value: text.Date(ctx, o.Track.ReportIn.Local)})
	}
	switch {
	case r.Overdue:
		v.Tone, v.Notice = components.Late, text.T(ctx, text.RecordDeadlinePassed, "Count", int(o.Today-r.Due))
	case r.Late:
		v.Tone, v.Notice = components.Late, text.T(ctx, text.RecordReportedLate)
	}
	return []pages.AsideView{v}
}

// windowAside is the test window that the day lies in.
func windowAside(ctx context.Context, o *casework.Opened, day date.Date) []pages.AsideView {
	v := pages.AsideView{Title: text.T(ctx, text.RecordWindow)}
	w := o.WindowOn(day)
	if w == nil {
		v.Notice = text.T(ctx, text.RecordNoWindow)
		return []pages.AsideView{v}
	}
	v.Pairs = []components.Pair{
		{Name: text.T(ctx, text.RecordWindowDays), Value: text.DateRange(ctx, w.From, w.To)},
		{Name: text.T(ctx, text.RecordWindowState), Value: text.Of(ctx, text.FamilyWindowState, w.State)},
		{Name: text.T(ctx, text.RecordWindowRule), Value: text.Of(ctx, text.FamilyRule, rehab.DutyTest)},
	}
	for _, id := range w.Tests {
		if x, ok := o.Fact(id); ok {
			v.Pairs = append(v.Pairs, components.Pair{Name: text.Date(ctx, x.Date), Value: text.Of(ctx, text.FamilyTestResult, x.Body.(*rehab.DrugTest).Result)})
		}
	}
	return []pages.AsideView{v}
}

// drugTestAfter says which window the test met, and what a positive asks for today.
func drugTestAfter(ctx context.Context, in *casework.FactForm, done *casework.Recorded) (string, text.Key, []any) {
	result, _ := in.Said["result"].(string)
	switch rehab.Result(result) {
	case rehab.Positive:
		return casePath(in.Case), text.RecordPositiveSaved, nil
	case rehab.Absent:
		return casePath(in.Case), text.RecordAbsentSaved, nil
	}
	for i := range done.Track.Windows {
		if w := &done.Track.Windows[i]; w.MetBy == in.Key.String() {
			return casePath(in.Case), text.RecordWindowMet, []any{"Days", text.DateRange(ctx, w.From, w.To)}
		}
	}
	return casePath(in.Case), text.RecordSaved, []any{"What", text.Of(ctx, text.FamilyRecordTitle, in.Kind)}
}

// contactAside is what the month of the day owes and has of contacts.
func contactAside(ctx context.Context, o *casework.Opened, day date.Date) []pages.AsideView {
	for i := range o.Track.Months {
		m := &o.Track.Months[i]
		if m.Month != day.Month() {
			continue
		}
		v := pages.AsideView{Title: text.Month(ctx, m.Month)}
		for _, c := range m.Contacts {
			v.Pairs = append(v.Pairs, components.Pair{Name: text.Of(ctx, text.FamilyContact, c.Type), Value: text.T(ctx, text.RecordContactDone, "Owed", c.Owed, "Done", c.Done)})
		}
		return []pages.AsideView{v}
	}
	return nil
}

// counterAside is what counts towards a serious breach (条例 20).
func counterAside(ctx context.Context, o *casework.Opened, _ date.Date) []pages.AsideView {
	c := &o.Track.Counters
	v := pages.AsideView{Title: text.T(ctx, text.RecordCounters), Pairs: []components.Pair{
		{Name: text.T(ctx, text.RecordCountEvasions), Value: text.T(ctx, text.RecordTimes, "Count", c.Evasions)},
		{Name: text.T(ctx, text.RecordCountDepartures), Value: text.T(ctx, text.RecordTimes, "Count", c.Departures)},
		{Name: text.T(ctx, text.RecordCountDays), Value: text.T(ctx, text.RecordDays, "Count", c.UnauthorisedDays)},
	}}
	if b := o.Track.SeriousBreach; b != nil && b.Open {
		v.Tone, v.Notice = components.Late, text.T(ctx, text.RecordBreachOpen, "Day", b.Since)
	}
	return []pages.AsideView{v}
}

// policeOutcomeAfter leads on to the decision that ends the case when the police chose isolation.
func policeOutcomeAfter(ctx context.Context, in *casework.FactForm, _ *casework.Recorded) (string, text.Key, []any) {
	if in.Said["outcome"] == string(rehab.ToIsolated) {
		return recordPath(rehab.KindIsolation, in.Case), text.RecordIsolationNext, nil
	}
	return casePath(in.Case), text.RecordSaved, []any{"What", text.Of(ctx, text.FamilyRecordTitle, in.Kind)}
}

// endAside are the days of the term's end.
func endAside(ctx context.Context, o *casework.Opened, _ date.Date) []pages.AsideView {
	d := &o.Track.Deadlines
	if o.Track.Term == nil {
		return nil
	}
	v := pages.AsideView{Title: text.T(ctx, text.RecordTermEnd), Pairs: []components.Pair{
		{Name: text.T(ctx, text.RecordTerm), Value: text.DateRange(ctx, o.Track.Term.Start, o.Track.Term.LastDay)}}}
	for _, p := range []struct {
		name text.Key
		day  date.Date
	}{{text.RecordFileBy, d.FileToPolice}, {text.RecordDischargeBy, d.Discharge}, {text.RecordTellBy, d.NotifyTownshipDischarge}} {
		if !p.day.IsZero() {
			v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, p.name), Value: text.Date(ctx, p.day)})
		}
	}
	return []pages.AsideView{v}
}

// positiveAside is what stands fast of each positive that waits: its day and result, and the days that follow from it.
func positiveAside(ctx context.Context, o *casework.Opened, _ date.Date) []pages.AsideView {
	var out []pages.AsideView
	for i := range o.Track.Positives {
		k := &o.Track.Positives[i]
		if k.Outcome != "" {
			continue
		}
		out = append(out, pages.AsideView{Title: text.T(ctx, text.CasefilePositiveOf, "Day", k.Taken), Pairs: []components.Pair{
			{Name: text.Of(ctx, text.FamilyRecordField, "test.date"), Value: text.Date(ctx, k.Taken)},
			{Name: text.Of(ctx, text.FamilyRecordField, "result"), Value: text.Of(ctx, text.FamilyTestResult, rehab.Positive)},
			{Name: text.Of(ctx, text.FamilyPositiveStep, rehab.PositiveObjection), Value: text.T(ctx, text.FactUntil, "Day", k.ObjectionUntil)},
			{Name: text.Of(ctx, text.FamilyPositiveStep, rehab.PositiveLaboratory), Value: text.T(ctx, text.FactUntil, "Day", k.LaboratoryBy)},
			{Name: text.Of(ctx, text.FamilyPositiveStep, rehab.PositiveKept), Value: text.T(ctx, text.FactUntil, "Day", k.KeepUntil)},
		}})
	}
	return out
}
