package casework

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Bar is what stands against recording a fact now.
type Bar struct {
	Why   rehab.Reason
	Words text.Key   // the sentence on it, which says what must happen first
	Since date.Date  // the day from which it stands; none when there is no such day
	From  date.Date  // the first day on which it can be done; none when that is unknown
	First rehab.Kind // the fact that has to be recorded first; empty for none
	Past  bool       // it does not stand against what happened on an earlier day, which may still be entered
}

// BarTo returns what stands against recording a fact of the kind today, nil when nothing does: what the rules say, or that there is nothing
// on file that the fact could be about.
func (o *Opened) BarTo(kind rehab.Kind) *Bar {
	why := o.Track.WhyNot(kind)
	if why == "" && o.nothingFor(kind) {
		why = rehab.NothingOpen
	}
	if why == "" {
		return nil
	}
	b := Bar{Why: why, Words: sentence(why, string(kind)), First: first(why, kind), Past: o.mayEnterLate(kind, why)}
	if ch := o.Track.Change; why == rehab.NeedsOriginAgreed && ch != nil && ch.Step == rehab.StepRefused {
		b.Words, b.First = sentence("change_refused", string(kind)), rehab.KindTransferRequest
	}
	o.dateBar(&b, kind)
	return &b
}

// BarToAbsence is BarTo of the finding on an absence, which records a test anew: nil while an absence waits for it.
func (o *Opened) BarToAbsence() *Bar {
	if len(o.Undecided()) > 0 {
		return nil
	}
	return &Bar{Why: rehab.NothingOpen, Words: sentence(rehab.NothingOpen, "absence"), First: rehab.KindTest}
}

// nothingFor reports whether a fact of the kind has to be about something and nothing on file is that.
func (o *Opened) nothingFor(kind rehab.Kind) bool {
	return (Needs(kind, "of") || Needs(kind, "window")) && len(o.Referable(kind)) == 0
}

// sentence names the sentence on a reason: the one for what is to be recorded, or the one for all.
func sentence(why rehab.Reason, what string) text.Key {
	if word := string(why) + "." + what; text.Has(text.FamilyReason, word) {
		return text.Key(string(text.FamilyReason) + "." + word)
	}
	return text.Key(string(text.FamilyReason) + "." + string(why))
}

// firstOf is what has to be recorded before a reason goes away.
var firstOf = map[rehab.Reason]rehab.Kind{
	rehab.NeedsDecision: rehab.KindDecision, rehab.NeedsReportIn: rehab.KindReportIn, rehab.NeedsService: rehab.KindService,
	rehab.IsSuspended: rehab.KindResumption, rehab.TermUnknown: rehab.KindResumption, rehab.NotSuspended: rehab.KindSuspension,
	rehab.AwayAlready: rehab.KindDepartureReturn, rehab.NotAway: rehab.KindDeparture,
	rehab.ContactLostAlready: rehab.KindContactRestored, rehab.ContactNotLost: rehab.KindLostContact,
	rehab.NeedsDischarge: rehab.KindDischarge, rehab.TermEnded: rehab.KindDischarge, rehab.FinalAssessmentFirst: rehab.KindFinalAssessment,
	rehab.ExtensionAskedAlready: rehab.KindLeaveExtension,
	rehab.NoPositive:            rehab.KindTest, rehab.NeedsGround: rehab.KindTest, rehab.DeadlineNotSet: rehab.KindService,
	rehab.TransferRunning: rehab.KindTransferWithdrawn, rehab.NoTransfer: rehab.KindTransferRequest,
	rehab.NeedsOriginAgreed: rehab.KindTransferOrigin, rehab.NeedsDestination: rehab.KindTransferDestination,
	rehab.NeedsPoliceNotified: rehab.KindTransferPoliceNotified, rehab.NeedsEffective: rehab.KindTransfer, rehab.NotOutside: rehab.KindTransferReportIn,
	rehab.IsOutside: rehab.KindTransferReceipt, rehab.NeedsPhaseOpinion: rehab.KindPhaseOpinion,
}

// answered is, for kinds that answer another fact, the kind of that fact: what comes first when there is nothing to answer.
var answered = map[rehab.Kind]rehab.Kind{
	rehab.KindLeaveDecision: rehab.KindLeave, rehab.KindLeaveExtension: rehab.KindLeave, rehab.KindLeaveExtensionRequest: rehab.KindLeave,
	rehab.KindLeaveExtensionRefusal: rehab.KindLeaveExtensionRequest, rehab.KindLeaveReturn: rehab.KindLeave,
	rehab.KindRecheckResult: rehab.KindLabResult,
}

func first(why rehab.Reason, kind rehab.Kind) rehab.Kind {
	if why == rehab.NothingOpen {
		return answered[kind]
	}
	return firstOf[why]
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
func (o *Opened) dateBar(b *Bar, kind rehab.Kind) {
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
		b.From = o.opens(kind)
	case rehab.ContactLostAlready:
		b.Since = t.LostSince
	}
}

// opens is the day from which the kind may be recorded that is not open yet; none while that is unknown.
func (o *Opened) opens(kind rehab.Kind) date.Date {
	if kind == rehab.KindFinalAssessment || kind == rehab.KindFileToPolice {
		return o.Track.Deadlines.FinalAssessmentOpens
	}
	for _, d := range o.Track.Obligations {
		if d.Kind == rehab.DutyPhaseAssessment && d.State == rehab.DutyUpcoming {
			return d.Opens
		}
	}
	return 0
}

// barred refuses a fact of the kind that can be recorded neither today nor, where the form names an earlier day, on that day. It comes before
// what is wrong with the form's fields, since filling them better would not help.
func (o *Opened) barred(kind rehab.Kind, day date.Date) error {
	b := o.BarTo(kind)
	if b == nil {
		return nil
	}
	if day.IsZero() || day >= o.Today || b.Why == rehab.NothingOpen {
		return fault.New(fault.Invalid, b.Words)
	}
	then := rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), day)
	if why := then.WhyNot(kind); why != "" {
		return fault.New(fault.Invalid, sentence(why, string(kind)))
	}
	return nil
}
