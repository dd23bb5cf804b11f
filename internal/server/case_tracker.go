package server

import (
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components/tracker"
	pages "xinsheng/web/pages/casefile"
)

// fillTracker draws the term; a case has none before report-in.
func (c *caseView) fillTracker(v *pages.PageView) {
	t := c.track()
	if t.ReportIn == nil {
		return
	}
	months := strconv.Itoa(c.page.Case.TermMonths)
	if !text.Has(text.FamilyTrackerTitle, months) {
		months = "36"
	}
	v.TrackerTitle = text.Of(c.ctx, text.FamilyTrackerTitle, months)
	v.TrackerNote = c.termWords()
	drawn := tracker.From(text.From(c.ctx), store.FileOf(c.page.Case, c.page.Facts), *t, tracker.Options{
		CellHref: c.monthHref, PastDay: c.past != nil, Changes: c.cellChanges(), Why: c.phaseWhy(), Paid: c.paid(), Notes: c.phaseNotes(),
	})
	v.Tracker = &drawn
}

// termWords is the term in a line: from when to when, what moved it, and how the case ended.
func (c *caseView) termWords() string {
	t := c.track()
	words := c.t(text.CasefileTermBegun, "From", t.ReportIn.Date)
	switch {
	case t.Term != nil:
		words = c.t(text.CasefileTerm, "From", t.Term.Start, "To", t.Term.LastDay)
	case t.NotBefore != nil:
		words = c.t(text.CasefileTermUnknown, "From", t.NotBefore.Start, "Day", t.NotBefore.LastDay)
	}
	if n := c.suspendedDays(); n > 0 {
		words += " · " + c.t(text.CasefileTermMoved, "Count", n)
	}
	if t.Exit != nil {
		words += " · " + c.t(text.CasefileEnded, "Day", t.Exit.Date, "Stage", text.Of(c.ctx, text.FamilyStage, t.Stage))
	}
	return words
}

// paid says of each phase how far its reward has come in the ledger.
func (c *caseView) paid() map[rehab.PhaseNumber]string {
	out := map[rehab.PhaseNumber]string{}
	for _, e := range c.page.Rewards {
		if e.Kind == "accrual" {
			out[rehab.PhaseNumber(e.Phase)] = text.Of(c.ctx, text.FamilyRewardState, rewardState(e))
		}
	}
	return out
}

// rewardState is the state of an accrual, as lists of the ledger have it (store.RewardStates).
func rewardState(e store.RewardEntry) string {
	switch {
	case e.Reversed:
		return "reversed"
	case e.Held:
		return "held"
	case e.Step != nil:
		return *e.Step
	}
	return "accrued"
}

// phaseNotes says who assessed a phase and when.
func (c *caseView) phaseNotes() map[rehab.PhaseNumber][]tracker.Note {
	out := map[rehab.PhaseNumber][]tracker.Note{}
	for _, p := range c.track().Phases {
		if f, ok := c.page.Fact(p.Decision); ok {
			out[p.N] = append(out[p.N], tracker.Note{Words: c.t(text.CasefileAssessed, "Day", f.Date, "Name", f.Recorder), Href: c.factHref(f)})
		}
	}
	return out
}

// withOf adds what a duty is about to the address of its form, so that the form opens with it chosen.
func withOf(path string, o *rehab.Obligation) string {
	switch _, err := uuid.Parse(o.Of); {
	case path == "":
		return ""
	case err == nil || o.Of == rehab.AboutSeriousBreach:
		return path + "?of=" + o.Of
	case o.Kind == rehab.DutyResolveMissed && !o.Month.IsZero():
		return path + "?of=" + o.Month.String()
	case o.Kind == rehab.DutyPhaseAssessment && o.Phase != 0:
		return atPhase(path, int(o.Phase))
	case dutyForms[o.Kind] == visitForm && o.State == rehab.DutyOverdue:
		return path + "?" + visitMonth + "=" + o.Due.Month().String()
	}
	return path
}
