package server

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// sayLeave puts leaves and departures into words.
func (p factPrinter) sayLeave(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.Leave:
		s.strong = text.DateRange(p.ctx, b.From, b.Until)
		p.part(s, "to", b.To)
		p.part(s, "reason", b.Reason)
		p.part(s, "contact", b.Contact)
	case *rehab.LeaveDecision:
		p.answer(s, b.Agreed, b.Reason)
	case *rehab.LeaveExtension:
		s.strong = text.T(p.ctx, text.FactUntil, "Day", b.Until)
		p.part(s, "reason", b.Reason)
	case *rehab.LeaveExtensionRequest:
		s.strong = text.T(p.ctx, text.FactUntil, "Day", b.Until)
		p.part(s, "reason", b.Reason)
		p.part(s, "contact", b.Contact)
	case *rehab.LeaveExtensionRefusal:
		p.answer(s, false, b.Reason)
	case *rehab.LeaveReturn:
		p.part(s, "note", b.Note)
	case *rehab.Departure:
		s.tone = components.Late
		p.part(s, "to", b.To)
		p.part(s, "note", b.Note)
	case *rehab.DepartureReturn:
		p.part(s, "note", b.Note)
	default:
		return false
	}
	return true
}

// answer is a yes or no to a request.
func (p factPrinter) answer(s *factSaid, agreed bool, reason string) {
	s.strong = text.T(p.ctx, text.FactRefused)
	s.tone = components.Due
	if agreed {
		s.strong, s.tone = text.T(p.ctx, text.FactAgreed), components.Plain
	}
	p.part(s, "reason", reason)
}

// sayBreach puts breaches, letters and lost contact into words.
func (p factPrinter) sayBreach(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.Admonition:
		s.strong = b.Number
		p.part(s, "text", b.Text)
	case *rehab.Warning:
		s.strong, s.tone = b.Number, components.Due
		p.part(s, "text", b.Text)
	case *rehab.PoliceReport:
		s.strong = b.Number
		p.part(s, "note", b.Note)
	case *rehab.Refusal:
		s.tone = components.Late
		p.part(s, "reason", b.Reason)
	case *rehab.LostContact:
		s.tone = components.Late
		p.part(s, "note", b.Note)
	case *rehab.ContactRestored:
		p.part(s, "note", b.Note)
	default:
		return false
	}
	return true
}

// sayPolice puts what the police find and decide during execution into words.
func (p factPrinter) sayPolice(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.PoliceOutcome:
		s.strong = text.Of(p.ctx, text.FamilyOutcome, b.Outcome)
		if b.Outcome == rehab.ToIsolated {
			s.tone = components.Late
		}
		p.part(s, "reason", b.Reason)
	case *rehab.Exemption:
		if !b.Until.IsZero() {
			s.strong = text.T(p.ctx, text.FactUntil, "Day", b.Until)
		}
		p.part(s, "ground", p.groundWords(b.Ground))
	case *rehab.Suspension:
		s.strong, s.tone = b.Authority, components.Shut
		if text.Has(text.FamilySuspensionAuthority, b.Authority) {
			s.strong = text.Of(p.ctx, text.FamilySuspensionAuthority, b.Authority)
		}
		p.part(s, "number", b.Number)
		p.part(s, "reason", b.Reason)
	case *rehab.Resumption:
		p.part(s, "number", b.Number)
		p.part(s, "note", b.Note)
	default:
		return false
	}
	return true
}
