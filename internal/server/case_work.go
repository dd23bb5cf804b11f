package server

import (
	"cmp"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/casefile"
)

// dueShown is how many duties stand unfolded.
const dueShown = 8

// owed returns the duties in a state, the one due first first; those without a last day come last.
func (c *caseView) owed(state rehab.ObligationState) []*rehab.Obligation {
	var out []*rehab.Obligation
	for o := range c.track().Duties() {
		if o.State == state {
			out = append(out, o)
		}
	}
	last := func(d date.Date) date.Date {
		if d.IsZero() {
			return date.New(9999, 12, 31)
		}
		return d
	}
	slices.SortStableFunc(out, func(a, b *rehab.Obligation) int { return cmp.Compare(last(a.Due), last(b.Due)) })
	return out
}

// fillDue lists what is owed now, overdue first, each with its why and the form that meets it.
func (c *caseView) fillDue(v *pages.PageView) {
	late := c.owed(rehab.DutyOverdue)
	all := slices.Concat(late, c.owed(rehab.DutyOpen))
	v.DueTitle, v.NothingDue = c.t(text.CasefileDue), c.t(text.CasefileNothingDue)
	if c.past != nil {
		v.DueTitle, v.NothingDue = c.t(text.PastDue), c.t(text.PastNothingDue)
	}
	primary := v.Go.Label == "" // one primary button a page
	for i, o := range all {
		d := c.dutyView(o)
		if d.Button.Label != "" && primary {
			d.Button.Weight, primary = components.Primary, false
		}
		if i < dueShown {
			v.Due = append(v.Due, d)
		} else {
			v.MoreDue = append(v.MoreDue, d)
		}
	}
	v.MoreNote = c.t(text.CasefileMoreDue, "Count", len(v.MoreDue))
}

func (c *caseView) dutyView(o *rehab.Obligation) components.DutyView {
	d := trackedDuty(o)
	d.Now = c.page.Answers()
	v := components.DutyView{
		Icon: components.DutyIcon(string(o.Kind)), Title: dutyName(c.ctx, &d, c.today), Note: c.t(text.CasefileOwedBy, "Who", debtorWords(c.ctx, c.g, &d)),
		Mark: c.dueMark(o.Due), Reasons: []components.Reason{c.why(o)},
	}
	v.Tone = v.Mark.Tone
	if o.Kind == rehab.DutyPhaseAssessment && o.Phase != 0 {
		v.Title = c.words.phased(int(o.Phase), text.FactAssessmentOf, v.Title)
	}
	if path := withOf(dutyPath(o.Kind, c.id()), o); path != "" && c.meets(o) {
		v.Button = components.ButtonView{Label: c.t(text.CasefileGo), Small: true, Weight: components.Outline, Href: path}
	}
	return v
}

// meets reports whether it is for the actor to fill the form that meets a duty: an office that only watches over others does not.
func (c *caseView) meets(o *rehab.Obligation) bool {
	if !mayDuty(c.actor, o.Kind) || c.actor.Role == access.MunicipalOffice {
		return false
	}
	return c.actor.Role.Police() || c.actor.Sees(o.Division) || access.OfAnswerable(o.Kind) && c.actor.Sees(c.page.Answers())
}

// why is whyIn with links to the facts.
func (c *caseView) why(o *rehab.Obligation) components.Reason {
	r := whyIn(c.ctx, c.g, &c.page.Opened, o)
	r.Facts = c.words.links(countedIn(c.track(), o)...)
	if o.State != rehab.DutyMet {
		r.Due = c.dueWords(o.Due)
	}
	return r
}

// dueWords is a last day and how far off it is; a past day is not called today.
func (c *caseView) dueWords(due date.Date) string {
	if c.past != nil && due == c.today {
		return c.t(text.PastDueWords, "Due", due)
	}
	return dueWords(c.ctx, due, c.today)
}

// dueMark is how far off a last day is.
func (c *caseView) dueMark(due date.Date) components.MarkView {
	switch {
	case due.IsZero():
		return components.MarkView{Icon: icon.Clock, Words: c.t(text.CasefilePromptly)}
	case due < c.today:
		return components.MarkView{Tone: components.Late, Words: c.t(text.CasefileDaysLate, "Count", int(c.today-due))}
	case due == c.today && c.past != nil:
		return components.MarkView{Tone: components.Due, Words: c.t(text.PastDueThatDay)}
	case due == c.today:
		return components.MarkView{Tone: components.Due, Words: c.t(text.CasefileToday)}
	}
	m := components.MarkView{Words: c.t(text.CasefileUntil, "Day", text.ShortDate(c.ctx, due))}
	if due-c.today <= soon {
		m.Tone = components.Due
	}
	return m
}

// soon is within how many days a last day is worth a colour.
const soon = 7

// fillActions lists what may be recorded now by this actor, and what cannot be yet with the reason. What is owed stands above and is not said twice.
func (c *caseView) fillActions(v *pages.PageView) {
	if c.past != nil {
		return
	}
	offered := map[string]bool{}
	for _, d := range slices.Concat(v.Due, v.MoreDue) {
		offered[pathOnly(d.Button.Href)] = true
	}
	for _, a := range c.track().Allowed {
		path := recordPath(a.Action, c.id())
		if path == "" || offered[path] || !c.mayForm(a.Action) {
			continue
		}
		switch {
		case c.page.CanDo(c.actor, a.Action):
			offered[path] = true
			if view := c.actionView(a.Action, path); c.isSeldom(a.Action) {
				v.Seldom = append(v.Seldom, view)
			} else {
				v.Can = append(v.Can, view)
			}
		case !a.OK && telling[a.WhyNot]:
			offered[path] = true
			v.Cannot = append(v.Cannot, components.BlockedView{Title: text.Of(c.ctx, text.FamilyActionTitle, a.Action), Why: c.whyNot(a.Action)})
		}
	}
	v.Cannot = slices.DeleteFunc(v.Cannot, func(b components.BlockedView) bool { return b.Title == "" })
}

// sharedForms are pages that several roles may look at while each step on them is somebody's own.
var sharedForms = map[string]bool{"transfer": true, "assessment": true, "decision": true}

func (c *caseView) mayForm(k rehab.Kind) bool {
	action, ok := formAction(recordForms[k])
	return ok && c.actor.May(action) && (!sharedForms[recordForms[k]] || c.actor.May(casework.RecordAction(k)))
}

// seldom are kinds of fact that may be recorded in most cases on most days, and hardly ever are.
var seldom = map[rehab.Kind]bool{
	rehab.KindCarriedIn: true, rehab.KindMovedIn: true, rehab.KindRisk: true, rehab.KindExemption: true, rehab.KindRevocation: true,
	rehab.KindTermination: true, rehab.KindIsolation: true, rehab.KindLostContact: true, rehab.KindRefusal: true, rehab.KindReturned: true,
	rehab.KindGoodCause: true, rehab.KindTransferWithdrawn: true, rehab.KindScreening: true,
}

// isSeldom: so is what is made once and on file already.
func (c *caseView) isSeldom(k rehab.Kind) bool {
	switch k {
	case rehab.KindAgreement, rehab.KindWorkingGroup, rehab.KindHelpPlan, rehab.KindService:
		return slices.ContainsFunc(c.page.Facts, func(f store.RecordedFact) bool { return f.Body.Kind() == k && !c.isVoid(f.ID) })
	case rehab.KindPaperService:
		return !c.page.Unserved()
	case rehab.KindGoodCause, rehab.KindRefusal:
		return c.track().Stage != rehab.StageAwaiting
	}
	return seldom[k]
}

func (c *caseView) actionView(k rehab.Kind, path string) components.ActionView {
	return components.ActionView{
		Icon: factIcons[k], Title: text.Of(c.ctx, text.FamilyActionTitle, k), Note: text.Of(c.ctx, text.FamilyActionNote, k),
		Button: components.ButtonView{Label: c.t(text.CasefileGo), Small: true, Weight: components.Outline, Href: path},
	}
}

// telling are the reasons worth showing: those of a step that is still to come. That there is nothing to answer is no news.
var telling = map[rehab.Reason]bool{
	rehab.NeedsDecision: true, rehab.NeedsService: true, rehab.NeedsReportIn: true, rehab.TermRunning: true, rehab.TermUnknown: true,
	rehab.IsSuspended: true, rehab.NotYetOpen: true, rehab.TransferRunning: true, rehab.NeedsOriginAgreed: true, rehab.NeedsDestination: true,
	rehab.NeedsPoliceNotified: true, rehab.NeedsEffective: true, rehab.IsolationBarred: true, rehab.NeedsGround: true, rehab.NeedsDischarge: true,
	rehab.NeedsPhaseOpinion: true, rehab.FinalAssessmentFirst: true, rehab.ScreenedUnfit: true,
}

// whyNot is the reason in words, with the day from which it can be done when the rules know one.
func (c *caseView) whyNot(kind rehab.Kind) string {
	b := c.page.BarTo(kind)
	if b.From.IsZero() {
		return c.t(b.Words)
	}
	return c.t(text.CasefileFromDay, "Why", c.t(b.Words), "Day", b.From)
}
