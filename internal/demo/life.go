package demo

import (
	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// screen is how every case begins.
func (s *script) screen(on date.Date, c rehab.Conclusion) {
	s.intake.Date = on
	s.note(on, officer, access.ScreeningRecord, "screening", &rehab.Screening{
		Conclusion: c, Family: rehab.Fair, FamilyText: "与父母同住，家人愿意监督", Health: rehab.Fair, HealthText: "体检未见急症",
		Living: rehab.Good, LivingText: "有固定住所", Mind: rehab.Fair, MindText: "认识到危害，愿意配合",
	})
}

// decide is the decision and its service; the person receives it the day after.
func (s *script) decide(on date.Date) (received date.Date) {
	s.note(on, approver, access.DecisionApprove, "decision", &rehab.Decision{
		FactsFound: "经查，当事人吸食毒品，尿检呈阳性，对违法事实供认不讳。", Evidence: "现场检测报告书、询问笔录", LegalBasis: casework.LegalBasis(s.intake.Measure),
		DraftedBy: "杨永刚", ApprovedBy: "罗启明",
	})
	received = on.AddDays(1)
	s.note(received, officer, access.ServiceRecord, "served person", &rehab.Service{To: rehab.ToPerson, How: rehab.Direct, Receiver: "本人", ServedBy: "杨永刚"})
	family := received
	const some = 6
	if id := s.id("served family"); id[len(id)-1]%some == 0 { // late, so that stations differ in their scores
		family = received.AddDays(3)
	}
	s.note(family, officer, access.ServiceRecord, "served family", &rehab.Service{To: rehab.ToFamily, How: rehab.Direct, Receiver: s.father(), Relation: "父亲", ServedBy: "杨永刚"})
	s.note(received.AddDays(1), officer, access.ServiceRecord, "served township", &rehab.Service{To: rehab.ToTownship, How: rehab.Direct, ServedBy: "杨永刚"})
	return received
}

// begin is everything from the screening to the working group, for a report-in on the given day.
func (s *script) begin(reportIn date.Date) {
	received := reportIn.AddDays(-(1 + s.r.IntN(12)))
	s.screen(received.AddDays(-4), rehab.Fit)
	s.decide(received.AddDays(-1))
	s.note(reportIn, township, access.ReportInRecord, "report-in", &rehab.ReportIn{Village: s.intake.Place, Place: "乡镇（街道）禁毒办"})
	s.note(s.between(reportIn, 1, 6), township, access.AgreementRecord, "agreement", &rehab.Agreement{Measures: "每月尿检、报告、谈话；离开本市三日以上先请假", SignedBy: "本人"})
	s.note(s.between(reportIn, 1, 6), township, access.WorkingGroupRecord, "working group", &rehab.WorkingGroup{
		Worker: []string{"李秀珍"}, Police: []string{"杨永刚"}, Medic: []string{"蔡兴碧"}, Family: []string{s.father()}, Volunteer: []string{"税友才"},
	})
	s.note(s.between(reportIn, 2, 7), township, access.HelpPlanRecord, "help plan", &rehab.HelpPlan{
		Counselling: "每月一次心理疏导", Education: "每季度一次法律教育", Skills: "叉车技能培训\n推荐到工业园区就业", Medical: "肝功能复查"})
}

// father is the relative who signs for the person and sits in the working group: as invented as the person.
func (s *script) father() string { return string([]rune(s.intake.Person.Name)[:1]) + "国华" }

// term returns the last day of the term that begins on reportIn, moved by what has been suspended.
func (s *script) term(reportIn date.Date) date.Date {
	months := s.intake.Term
	return reportIn.AddMonths(months).AddDays(-1 + s.shift(reportIn, months/12))
}

// run is a case in execution: begin, the rounds, and each phase judged.
func (s *script) run(reportIn date.Date, fail int) (last date.Date) {
	s.begin(reportIn)
	last = s.term(reportIn)
	stop := last
	if !s.end.IsZero() {
		stop = min(last, s.end.AddDays(-1))
	}
	s.round(reportIn, stop)
	s.resolveMissed(reportIn, stop)
	s.assess(reportIn, s.intake.Term/12, fail)
	return last
}

// hold suspends from a day for some days; 0 days: still held.
func (s *script) hold(from date.Date, days int, name string) {
	h := rehab.Days{From: from}
	id := s.note(from, officer, access.SuspensionRecord, name, &rehab.Suspension{Authority: "administrative_detention", Reason: "殴打他人被行政拘留"})
	if days > 0 {
		h.To = from.AddDays(days)
		s.note(h.To, officer, access.SuspensionRecord, name+" over", &rehab.Resumption{Of: id, Note: "拘留期满释放"})
	}
	s.held = append(s.held, h)
}

// relapse is a positive in month m, told the same day. Without an outcome it came from the month sheet and waits: its record, the laboratory, the
// police. Otherwise the person objected, the laboratory confirmed it and the police answered.
func (s *script) relapse(m date.Month, outcome rehab.Outcome) date.Date {
	on, p := m.First().AddDays(9), rehab.PanelPositive
	b := &rehab.DrugTest{Result: rehab.Positive, Method: rehab.Strip, MET: p, MOP: rehab.PanelNegative, CollectorA: "李秀珍", CollectorB: "杨永刚"}
	if b.DetailsDue = outcome == ""; !b.DetailsDue {
		b.Specimen, b.SealA, b.SealB, b.ReadOn, b.Signed = "CS-"+m.String(), "A-"+m.String(), "B-"+m.String(), on, rehab.HasSigned
	}
	id := s.note(on, village, access.DrugTestRecord, "test "+m.String(), b)
	s.note(on, township, access.BreachRecord, "told "+m.String(), &rehab.PoliceReport{Of: id, Note: "当日电话并书面报告派出所"})
	if outcome != "" {
		s.note(on.AddDays(1), township, access.LabResultRecord, "objection "+m.String(), &rehab.TestObjection{Of: id, Against: rehab.AgainstStrip, Reason: "自称服用感冒药"})
		s.note(on.AddDays(5), township, access.LabResultRecord, "lab "+m.String(), &rehab.LabResult{Of: id, Result: rehab.Positive, Laboratory: "遵义市公安司法鉴定中心"})
		reason := "主动承认，家属担保，经审批继续执行"
		if outcome == rehab.ToIsolated {
			reason = "再次吸毒，经实验室检测确认"
		}
		s.note(on.AddDays(9), officer, access.PoliceOutcome, "outcome "+m.String(), &rehab.PoliceOutcome{Of: id, Outcome: outcome, Reason: reason})
	}
	return on.AddDays(9)
}

// evade is a refusal in month m with an admonition.
func (s *script) evade(m date.Month) {
	on := m.First().AddDays(11)
	id := s.note(on, village, access.DrugTestRecord, "test "+m.String(), &rehab.DrugTest{Result: rehab.Refused, Reason: "本人拒绝到场"})
	s.note(on.AddDays(2), township, access.BreachRecord, "admonition "+m.String(), &rehab.Admonition{Of: id, Text: "首次拒检，当面劝诫"})
}
