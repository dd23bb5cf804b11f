package server

import (
	"slices"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// sayIntake puts what comes before and with report-in into words.
func (p factPrinter) sayIntake(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.Screening:
		p.sayScreening(s, b)
	case *rehab.Decision:
		p.sayDecision(s, b)
	case *rehab.Service:
		p.sayService(s, b)
	case *rehab.ReportIn:
		s.strong = p.g.Full(b.Village)
		p.part(s, "place", b.Place)
		p.part(s, "note", b.Note)
	case *rehab.GoodCause:
		s.strong = text.T(p.ctx, text.FactUntil, "Day", b.Until)
		p.part(s, "reason", b.Reason)
	case *rehab.MovedIn:
		s.strong = p.g.Full(b.Village)
		p.part(s, "first_report_in", text.Date(p.ctx, b.FirstReportIn))
		p.part(s, "from_unit", b.FromUnit)
		p.part(s, "papers", b.Papers)
	case *rehab.CarriedIn:
		s.strong = text.T(p.ctx, text.FactOnPaperUntil, "Day", b.Until)
		s.parts = append(s.parts, text.T(p.ctx, text.FactCarriedTotals, "Done", b.TestsDone, "Missed", b.TestsMissed, "Evasions", b.Evasions,
			"Departures", b.Departures, "Days", b.UnauthorisedDays))
		p.part(s, "note", b.Note)
	default:
		return false
	}
	return true
}

// sayHelp puts what is set up after report-in into words.
func (p factPrinter) sayHelp(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.Agreement:
		p.part(s, "signed_by", b.SignedBy)
		p.part(s, "guardian", b.Guardian)
		p.part(s, "measures", b.Measures)
		p.part(s, "note", b.Note)
	case *rehab.WorkingGroup:
		for _, m := range groupMembers(b) {
			p.part(s, m.name, text.Join(p.ctx, m.people))
		}
		p.part(s, "note", b.Note)
	case *rehab.HelpPlan:
		for _, h := range rehab.HelpHeads() {
			p.part(s, string(h), text.From(p.ctx).Clauses(b.Measures(h)))
		}
	default:
		return false
	}
	return true
}

// member is one of the five kinds of member of a working group (条例 17).
type member struct {
	name   string // value of text.FamilyFactPart
	people []string
}

func groupMembers(b *rehab.WorkingGroup) []member {
	return []member{{"worker", b.Worker}, {"police", b.Police}, {"medic", b.Medic}, {"relative", b.Family}, {"volunteer", b.Volunteer}}
}

// sayService says on whom a paper was served, the decision or the discharge notice.
func (p factPrinter) sayService(s *factSaid, b *rehab.Service) {
	s.strong = text.Of(p.ctx, text.FamilyServiceTo, b.To)
	if b.How != "" {
		p.part(s, "how", text.Of(p.ctx, text.FamilyServiceHow, b.How))
	}
	p.part(s, "receiver", b.Receiver)
	p.part(s, "relation", b.Relation)
	p.part(s, "served_by", b.ServedBy)
}

func (p factPrinter) sayScreening(s *factSaid, b *rehab.Screening) {
	s.strong = text.Of(p.ctx, text.FamilyConclusion, b.Conclusion)
	if b.Conclusion == rehab.Unfit {
		s.tone = components.Late
	}
	for _, x := range []struct {
		name   string
		rating rehab.Rating
		text   string
	}{{"family", b.Family, b.FamilyText}, {"health", b.Health, b.HealthText}, {"living", b.Living, b.LivingText}, {"mind", b.Mind, b.MindText}} {
		words := []string{x.text}
		if x.rating != "" {
			words = slices.Insert(words, 0, text.Of(p.ctx, text.FamilyRating, x.rating))
		}
		p.part(s, x.name, text.From(p.ctx).Clauses(slices.DeleteFunc(words, func(w string) bool { return w == "" })))
	}
	p.part(s, "note", b.Note)
}

func (p factPrinter) sayDecision(s *factSaid, b *rehab.Decision) {
	s.strong = b.Number
	p.place(s, "place_of_execution", b.Place)
	if b.CreditDays > 0 {
		s.parts = append(s.parts, text.T(p.ctx, text.FactCredited, "Count", b.CreditDays))
	}
	p.part(s, "facts_found", b.FactsFound)
	p.part(s, "evidence", b.Evidence)
	p.part(s, "legal_basis", b.LegalBasis)
	p.part(s, "drafted_by", b.DraftedBy)
	p.part(s, "approved_by", b.ApprovedBy)
}
