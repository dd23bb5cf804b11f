package server

import (
	"strconv"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// sayMove puts the steps of a residence change into words.
func (p factPrinter) sayMove(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.TransferRequest:
		s.strong = p.destination(b.To)
		p.changeReason(s, b.Reason)
		p.part(s, "note", b.Note)
	case *rehab.TransferOrigin:
		p.answer(s, b.Agreed, b.Reason)
	case *rehab.TransferDestination:
		p.answer(s, b.Agreed, b.Reason)
		p.place(s, "village", b.Village)
	case *rehab.TransferPoliceNotified:
		p.part(s, "note", b.Note)
	case *rehab.Transfer:
		s.strong = p.destination(b.To)
		p.changeReason(s, b.Reason)
		p.part(s, "note", b.Note)
	case *rehab.TransferReportIn:
		if !b.Village.IsZero() {
			s.strong = p.g.Full(b.Village)
		}
	case *rehab.TransferReceipt:
		s.strong = b.Number
	case *rehab.TransferWithdrawn:
		p.part(s, "reason", b.Reason)
	case *rehab.ForwardFile:
		p.part(s, "note", b.Note)
	default:
		return false
	}
	return true
}

// destination is a place of the city, or the unit in another county as it was written.
func (p factPrinter) destination(d rehab.Destination) string {
	if c := d.Code(); !c.IsZero() {
		return p.g.Full(c)
	}
	return outsideWords(p.ctx, d)
}

func (p factPrinter) changeReason(s *factSaid, r rehab.ChangeReason) {
	if r != "" {
		p.part(s, "reason", text.Of(p.ctx, text.FamilyTransferReason, r))
	}
}

// sayEnd puts assessments and ways out of a case into words.
func (p factPrinter) sayEnd(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.PhaseOpinion:
		p.sayOpinion(s, b)
	case *rehab.Assessment:
		s.title = p.phased(b.Phase, text.FactAssessmentOf, s.title)
		p.grade(s, b.Result, b.Text, b.Health, b.Work, b.Family, b.Help)
	case *rehab.FinalAssessment:
		p.grade(s, b.Result, b.Text, b.Health, b.Work, b.Family, b.Help)
	case *rehab.FileToPolice:
		p.part(s, "note", b.Note)
	case *rehab.Discharge:
		s.strong = b.Number
		p.part(s, "drafted_by", b.DraftedBy)
		p.part(s, "approved_by", b.ApprovedBy)
		p.part(s, "note", b.Note)
	case *rehab.DischargeService:
		p.sayService(s, &rehab.Service{To: b.To, How: b.How, Receiver: b.Receiver, Relation: b.Relation, ServedBy: b.ServedBy})
	case *rehab.DischargeNotified:
		p.part(s, "note", b.Note)
	case *rehab.Termination:
		s.strong, s.tone = p.terminated(b.Reason), components.Shut
		p.part(s, "authority", b.Authority)
		p.part(s, "number", b.Number)
		p.part(s, "note", b.Note)
	case *rehab.Isolation:
		s.strong, s.tone = b.Number, components.Late
		p.part(s, "reason", b.Reason)
	case *rehab.Revocation:
		s.strong, s.tone = b.Number, components.Shut
		p.part(s, "reason", b.Reason)
	case *rehab.Returned:
		s.tone = components.Shut
		p.part(s, "reason", b.Reason)
	case *rehab.Void:
		p.part(s, "reason", b.Reason)
		if l := p.link(b.Of); l.Words != "" {
			s.links = append(s.links, l)
		}
	default:
		return false
	}
	return true
}

func (p factPrinter) sayOpinion(s *factSaid, b *rehab.PhaseOpinion) {
	s.title = p.phased(b.Phase, text.FactOpinionOf, s.title)
	if b.Suggestion != "" {
		s.strong = text.Of(p.ctx, text.FamilyAssessmentResult, b.Suggestion)
	}
	p.part(s, "opinion", b.Text)
	p.part(s, "tests", b.Tests)
	p.part(s, "agreement", b.Agreement)
	p.part(s, "absences", b.Absences)
}

// phased names an opinion or a decision by its phase: 第一阶段评估.
func (p factPrinter) phased(n int, key text.Key, title string) string {
	name := strconv.Itoa(n)
	if !text.Has(text.FamilyPhaseName, name) {
		return title
	}
	return text.T(p.ctx, key, "Phase", text.Of(p.ctx, text.FamilyPhaseName, name))
}

func (p factPrinter) grade(s *factSaid, g rehab.Grade, opinion, health, work, family, help string) {
	if g != "" {
		s.strong = text.Of(p.ctx, text.FamilyAssessmentResult, g)
	}
	if g == rehab.Fail {
		s.tone = components.Late
	}
	p.part(s, "opinion", opinion)
	p.part(s, "health", health)
	p.part(s, "work", work)
	p.part(s, "family", family)
	p.part(s, "help", help)
}

// terminated says why execution was terminated; what is no word of the program stands as it was written.
func (p factPrinter) terminated(reason string) string {
	if text.Has(text.FamilyTerminationReason, reason) {
		return text.Of(p.ctx, text.FamilyTerminationReason, reason)
	}
	return reason
}

// groundWords says why isolation is barred; what is no word of the program stands as it was written.
func (p factPrinter) groundWords(ground string) string {
	if text.Has(text.FamilyExemptionGround, ground) {
		return text.Of(p.ctx, text.FamilyExemptionGround, ground)
	}
	return ground
}
