package server

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// sayRound puts the month's round into words: tests, contacts, and what is decided about them.
func (p factPrinter) sayRound(s *factSaid, b rehab.Body) bool {
	switch b := b.(type) {
	case *rehab.DrugTest:
		p.sayTest(s, b)
	case *rehab.TestDetails:
		p.sayDetails(s, b)
	case *rehab.TestObjection:
		if b.Against != "" {
			s.strong = text.Of(p.ctx, text.FamilyChallenged, b.Against)
		}
		p.part(s, "reason", b.Reason)
	case *rehab.LabResult:
		p.sayLaboratory(s, b.Result, b.Laboratory, b.Number)
	case *rehab.RecheckResult:
		p.sayLaboratory(s, b.Result, b.Laboratory, b.Number)
	case *rehab.ExcuseWindow:
		s.strong = text.Month(p.ctx, b.Window)
		p.part(s, "reason", b.Reason)
	case *rehab.Resolution:
		p.part(s, "note", b.Note)
	case *rehab.Contact:
		s.title, s.icon = text.Of(p.ctx, text.FamilyContact, b.Type), contactIcons[b.Type]
		p.part(s, "place", b.Place)
		p.part(s, "staff", b.Staff)
		p.part(s, "with_whom", b.WithWhom)
		p.part(s, "content", b.Content)
		p.part(s, "mood", b.Mood)
		p.part(s, "work", b.Work)
		p.part(s, "aid", b.Aid)
		p.part(s, "next_step", b.NextStep)
	case *rehab.Risk:
		s.strong = text.Of(p.ctx, text.FamilyRisk, b.Level)
		if b.Level == rehab.High {
			s.tone = components.Late
		}
		p.part(s, "reason", b.Reason)
	default:
		return false
	}
	return true
}

func (p factPrinter) sayTest(s *factSaid, b *rehab.DrugTest) {
	if b.ElsewhereUnit != "" {
		s.title = text.T(p.ctx, text.FactTestElsewhere)
	}
	s.strong, s.tone = text.Of(p.ctx, text.FamilyTestResult, b.Result), testTone(b)
	if b.Result == rehab.Absent {
		s.parts = append(s.parts, p.absence(b))
	}
	if b.Method != "" && b.Result.Valid() {
		p.part(s, "method", text.Of(p.ctx, text.FamilyTestMethod, b.Method))
	}
	p.part(s, "panel", p.found(b))
	p.part(s, "place", b.Place)
	p.part(s, "elsewhere_unit", b.ElsewhereUnit)
	p.place(s, "accepted_by", b.AcceptedBy)
	p.saySample(s, b)
	p.part(s, "source", b.Source)
	if !b.Entered.IsZero() {
		p.part(s, "late_reason", b.Reason)
	} else {
		p.part(s, "reason", b.Reason)
	}
}

// found names the drugs that were found.
func (p factPrinter) found(b *rehab.DrugTest) string {
	if found := p.panel(b); len(found) > 0 {
		return text.Join(p.ctx, found)
	}
	return ""
}

// saySample names who took the sample, its number and seals, and what became of the person's signature.
func (p factPrinter) saySample(s *factSaid, b *rehab.DrugTest) {
	if b.CollectorA != "" && b.CollectorB != "" {
		p.part(s, "collectors", text.Join(p.ctx, []string{b.CollectorA, b.CollectorB}))
	} else {
		p.part(s, "collectors", b.CollectorA+b.CollectorB)
	}
	if b.WomanCollected != nil && *b.WomanCollected {
		s.parts = append(s.parts, text.T(p.ctx, text.FactByWoman))
	}
	p.part(s, "specimen", b.Specimen)
	p.part(s, "seal_a", b.SealA)
	p.part(s, "seal_b", b.SealB)
	if !b.ReadOn.IsZero() {
		p.part(s, "read_on", text.Date(p.ctx, b.ReadOn))
	}
	if b.Signed != "" {
		p.part(s, "signed", text.Of(p.ctx, text.FamilySignature, b.Signed))
	}
}

// sayDetails says what was supplied of a test.
func (p factPrinter) sayDetails(s *factSaid, b *rehab.TestDetails) {
	sample := rehab.DrugTest{Result: rehab.Positive}
	sample.Supply(b)
	if b.Method != "" {
		p.part(s, "method", text.Of(p.ctx, text.FamilyTestMethod, b.Method))
	}
	p.part(s, "panel", p.found(&sample))
	p.part(s, "place", b.Place)
	p.saySample(s, &sample)
}

func testTone(b *rehab.DrugTest) components.Tone {
	switch b.Result {
	case rehab.Positive, rehab.Refused:
		return components.Late
	case rehab.Invalid:
		return components.Due
	case rehab.Absent:
		if b.GoodCause == nil {
			return components.Due
		}
		if !*b.GoodCause {
			return components.Late
		}
	}
	return components.Plain
}

// absence says what was decided about an absence (ruling 34).
func (p factPrinter) absence(b *rehab.DrugTest) string {
	switch {
	case b.GoodCause == nil:
		return text.T(p.ctx, text.FactAbsenceOpen)
	case *b.GoodCause:
		return text.T(p.ctx, text.FactAbsenceExcused)
	}
	return text.T(p.ctx, text.FactAbsenceEvasion)
}

// panel names the drugs that were found; of a negative test those that were looked for are no news.
func (p factPrinter) panel(b *rehab.DrugTest) []string {
	var out []string
	for _, x := range []struct {
		name string
		r    rehab.PanelResult
	}{{"mop", b.MOP}, {"met", b.MET}, {"ket", b.KET}, {"mdma", b.MDMA}, {"thc", b.THC}, {"coc", b.COC}} {
		if x.r == rehab.PanelPositive {
			out = append(out, text.Of(p.ctx, text.FamilyPanel, x.name)+" "+text.Of(p.ctx, text.FamilyPanelResult, x.r))
		}
	}
	return out
}

func (p factPrinter) sayLaboratory(s *factSaid, r rehab.Result, laboratory, number string) {
	s.strong = text.Of(p.ctx, text.FamilyTestResult, r)
	if r == rehab.Positive {
		s.tone = components.Late
	}
	p.part(s, "laboratory", laboratory)
	p.part(s, "number", number)
}
