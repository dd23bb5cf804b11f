package casework

import (
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Bar is what stands against recording a fact now.
type Bar struct {
	Why   rehab.Reason
	Since date.Date  // the day from which it stands; none when there is no such day
	From  date.Date  // the first day on which it can be done; none when that is unknown
	First rehab.Kind // the fact that has to be recorded first; empty for none
	Past  bool       // it does not stand against what happened on an earlier day, which may still be entered
}

// BarTo returns what stands against recording a fact of the kind today, nil when nothing does.
func (o *Opened) BarTo(kind rehab.Kind) *Bar {
	for _, a := range o.Track.Allowed {
		if a.Action == kind && !a.OK {
			b := Bar{Why: a.WhyNot, First: firstOf[a.WhyNot], Past: o.mayEnterLate(kind, a.WhyNot)}
			o.dateBar(&b)
			return &b
		}
	}
	return nil
}

// firstOf is what has to be recorded before a reason goes away.
var firstOf = map[rehab.Reason]rehab.Kind{
	rehab.NeedsDecision: rehab.KindDecision, rehab.NeedsReportIn: rehab.KindReportIn, rehab.NeedsService: rehab.KindService,
	rehab.IsSuspended: rehab.KindResumption, rehab.AwayAlready: rehab.KindDepartureReturn, rehab.ContactLostAlready: rehab.KindContactRestored,
	rehab.NeedsDischarge: rehab.KindDischarge, rehab.TransferRunning: rehab.KindTransfer, rehab.FinalAssessmentFirst: rehab.KindFinalAssessment,
}

// daily are the kinds that happen in the course of the execution, so that one of an earlier day may be entered when it is over or suspended.
var daily = []rehab.Kind{
	rehab.KindTest, rehab.KindContact, rehab.KindAgreement, rehab.KindWorkingGroup, rehab.KindHelpPlan, rehab.KindRisk, rehab.KindLeave,
	rehab.KindDeparture, rehab.KindLostContact, rehab.KindSuspension, rehab.KindAdmonition, rehab.KindWarning, rehab.KindRefusal,
}

func (o *Opened) mayEnterLate(kind rehab.Kind, why rehab.Reason) bool {
	return slices.Contains([]rehab.Reason{rehab.TermEnded, rehab.CaseEnded, rehab.IsSuspended}, why) && slices.Contains(daily, kind)
}

// dateBar finds the day since which, or from which, things stand as they do.
func (o *Opened) dateBar(b *Bar) {
	t := &o.Track
	switch b.Why {
	case rehab.CaseEnded:
		if t.Exit != nil {
			b.Since = t.Exit.Date
		}
	case rehab.TermEnded:
		if t.Term != nil {
			b.Since = t.Term.ExpiryDay
		}
	case rehab.TermRunning:
		if t.Term != nil {
			b.From = t.Term.ExpiryDay
		}
	case rehab.AlreadyReported:
		if t.ReportIn != nil {
			b.Since = t.ReportIn.Date
		}
	case rehab.IsSuspended, rehab.TermUnknown:
		if n := len(t.Suspensions); n > 0 {
			b.Since = t.Suspensions[n-1].From
		}
	case rehab.NotYetOpen:
		b.From = t.Deadlines.FinalAssessmentOpens
	case rehab.ContactLostAlready:
		b.Since = t.LostSince
	}
}

// RecordedBy returns the division whose staff record facts of the kind, and whether that is the actor's to do.
func (o *Opened) RecordedBy(actor access.Actor, kind rehab.Kind) (division.Code, bool) {
	f := folder{file: o.Case, track: o.Track}
	place := f.answersFor(rehab.NewBody(kind))
	return place, actor.Role.Police() || actor.Sees(place)
}

// After returns what the rules would say today if a fact were recorded with the day, which must not be later than today.
func (o *Opened) After(day date.Date, body rehab.Body) rehab.Track {
	file := store.FileOf(o.Case, o.Facts)
	file.Facts = append(file.Facts, rehab.Fact{ID: "preview", Date: day, Body: body})
	return rehab.Compute(o.Rules, file, o.Today)
}

// WindowOn returns the test window in which a day lies, nil when there is none.
func (o *Opened) WindowOn(day date.Date) *rehab.Window {
	return (&folder{track: o.Track}).windowOn(day)
}
