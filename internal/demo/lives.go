package demo

import (
	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// life is one kind of invented life and how many of a hundred lives are of it.
type life struct {
	name  string
	share int
	write func(*script)
}

// months ago: the day some months and some days before today.
func (s *script) ago(low, high int) date.Date {
	return s.today.AddMonths(-(low + s.r.IntN(high-low+1))).AddDays(-s.r.IntN(28))
}

// withinTerm is a report-in so long ago that the term still runs.
func (s *script) withinTerm() date.Date { return s.ago(1, s.intake.Term-2) }

// lives are the kinds of life; the shares come to about a hundred.
var lives = []life{
	{"in execution", 45, func(s *script) { s.run(s.withinTerm(), 0) }},
	{"just begun", 4, func(s *script) { s.run(s.today.AddDays(-(3 + s.r.IntN(20))), 0) }},
	{"discharged", 9, discharged},
	{"term ended", 3, func(s *script) {
		reportIn := s.today.AddMonths(-s.intake.Term).AddDays(-(1 + s.r.IntN(9)))
		s.run(reportIn, 0)
		s.note(s.term(reportIn).AddDays(-12), lead, access.AssessmentDecide, "final", &rehab.FinalAssessment{Result: rehab.Pass, Text: "期满，建议解除。"})
		s.note(s.term(reportIn).AddDays(-10), township, access.AssessmentOpinion, "filed", &rehab.FileToPolice{})
	}},
	{"screened", 2, func(s *script) { s.screen(s.today.AddDays(-s.r.IntN(6)), rehab.Fit) }},
	{"unfit", 1, func(s *script) { s.screen(s.today.AddDays(-(5 + s.r.IntN(60))), rehab.Unfit) }},
	{"awaiting", 3, func(s *script) { s.awaiting(1 + s.r.IntN(9)) }},
	{"overdue report-in", 2, func(s *script) { s.awaiting(22 + s.r.IntN(12)) }},
	{"returned", 1, func(s *script) {
		s.awaiting(30)
		s.note(s.today.AddDays(-9), township, access.ReportInRecord, "returned", &rehab.Returned{Reason: "本人户籍地、居住地均不在本市"})
	}},
	{"revoked", 1, func(s *script) {
		s.awaiting(40)
		s.note(s.today.AddDays(-11), approver, access.DecisionApprove, "revoked", &rehab.Revocation{Reason: "行政复议撤销", Number: "遵复〔2026〕7号"})
	}},
	{"was held", 4, func(s *script) {
		reportIn := s.ago(10, s.intake.Term-2)
		s.hold(reportIn.AddMonths(4).AddDays(s.r.IntN(40)), 5+s.r.IntN(40), "held")
		s.run(reportIn, 0)
	}},
	{"is held", 2, func(s *script) {
		reportIn := s.ago(5, s.intake.Term-3)
		s.hold(s.today.AddDays(-(3 + s.r.IntN(25))), 0, "held")
		s.run(reportIn, 0)
	}},
	{"relapsed, continues", 3, func(s *script) {
		reportIn := s.ago(9, s.intake.Term-2)
		s.relapse(reportIn.Month()+4, rehab.Continue)
		s.run(reportIn, 0)
	}},
	{"relapsed just now", 1, func(s *script) {
		reportIn := s.ago(8, s.intake.Term-3)
		s.relapse(s.today.Month(), "")
		s.run(reportIn, 0)
	}},
	{"to isolation", 3, func(s *script) {
		reportIn := s.ago(10, 34)
		s.end = s.relapse(reportIn.Month()+date.Month(5), rehab.ToIsolated)
		s.run(reportIn, 0)
		s.note(s.end, approver, access.PoliceOutcome, "isolation", &rehab.Isolation{Reason: "再次吸毒", Number: "赤公(禁)强戒决字〔2026〕3号"})
	}},
	{"serious breach", 2, func(s *script) {
		reportIn := s.ago(9, s.intake.Term-2)
		for i := range date.Month(3) {
			s.evade(s.today.Month() - 4 + i)
		}
		s.note(s.today.AddDays(-20), lead, access.BreachRecord, "warning", &rehab.Warning{Text: "三次拒检，告诫"})
		s.run(reportIn, 0)
	}},
	{"failed a phase", 2, func(s *script) { s.rate = rates{12, 4, 80}; s.run(s.ago(14, s.intake.Term-2), 1) }},
	{"often missed", 3, func(s *script) { s.rate = rates{18, 3, 78}; s.run(s.ago(6, s.intake.Term-2), 0) }},
	{"terminated", 1, func(s *script) {
		reportIn := s.ago(9, 30)
		s.end = reportIn.AddMonths(6)
		s.run(reportIn, 0)
		s.note(s.end, approver, access.PoliceOutcome, "terminated", &rehab.Termination{Reason: "因犯罪被判处刑罚收监执行"})
	}},
	{"on leave", 3, onLeave},
	{"away without leave", 1, func(s *script) {
		s.run(s.ago(6, s.intake.Term-2), 0)
		s.note(s.today.AddDays(-(1 + s.r.IntN(9))), village, access.BreachRecord, "gone", &rehab.Departure{To: "重庆市江津区", Note: "邻居反映已外出，电话不接"})
	}},
	{"moved", 2, func(s *script) { s.move(s.ago(8, s.intake.Term-2), s.today.AddDays(-(100 + s.r.IntN(60))), 6) }},
	{"moving", 2, func(s *script) {
		s.move(s.ago(8, s.intake.Term-2), s.today.AddDays(-(20 + s.r.IntN(8))), 1+s.r.IntN(5))
	}},
}

func discharged(s *script) {
	reportIn := s.today.AddMonths(-s.intake.Term - 1 - s.r.IntN(10)).AddDays(-s.r.IntN(25))
	last := s.run(reportIn, 0)
	s.note(last.AddDays(-14), lead, access.AssessmentDecide, "final", &rehab.FinalAssessment{Result: rehab.Pass, Text: "期满，建议解除。"})
	s.note(last.AddDays(-12), township, access.AssessmentOpinion, "filed", &rehab.FileToPolice{})
	s.note(last.AddDays(1), approver, access.DischargeRecord, "discharge", &rehab.Discharge{DraftedBy: "杨永刚", ApprovedBy: "罗启明"})
	s.note(last.AddDays(1), officer, access.DischargeRecord, "discharge served", &rehab.DischargeService{To: rehab.ToPerson, How: rehab.Direct, ServedBy: "杨永刚、罗启明"})
	s.note(last.AddDays(2), officer, access.DischargeRecord, "discharge served on family", &rehab.DischargeService{To: rehab.ToFamily, How: rehab.Direct, Receiver: s.father(), Relation: "父亲", ServedBy: "杨永刚、罗启明"})
	s.note(last.AddDays(4), officer, access.DischargeRecord, "discharge told", &rehab.DischargeNotified{})
}

// awaiting is a person who received the decision some days ago and has not reported in.
func (s *script) awaiting(days int) {
	received := s.today.AddDays(-days)
	s.screen(received.AddDays(-5), rehab.Fit)
	s.decide(received.AddDays(-1))
}

func onLeave(s *script) {
	reportIn := s.ago(6, s.intake.Term-2)
	from := s.today.AddDays(-(2 + s.r.IntN(12)))
	until := from.AddDays(6 + s.r.IntN(8))
	id := s.note(from.AddDays(-3), village, access.LeaveRequest, "leave", &rehab.Leave{From: from, Until: until, To: "重庆市江津区", Reason: "务工面试", Contact: "随身电话"})
	s.note(from.AddDays(-2), lead, access.LeaveDecide, "leave agreed", &rehab.LeaveDecision{Of: id, Agreed: true})
	if s.r.IntN(2) == 0 {
		s.note(min(until.AddDays(-1), s.today.AddDays(-1)), village, access.LeaveRequest, "more leave", &rehab.LeaveExtensionRequest{Of: id, Until: until.AddDays(7), Reason: "试工期延长一周", Contact: "江津区表姐家"})
	}
	s.held = append(s.held, rehab.Days{From: from, To: until.AddDays(1)}) // away: no round in these days, though no suspension either
	s.begin(reportIn)
	last := reportIn.AddMonths(s.intake.Term).AddDays(-1)
	s.round(reportIn, last)
	s.held = nil
	s.resolveMissed(reportIn, last)
	s.assess(reportIn, s.intake.Term/12, 0)
}

// move is a residence change that has come as far as the given number of steps; six and more are all of them.
func (s *script) move(reportIn, asked date.Date, steps int) {
	s.run(reportIn, 0)
	of := s.note(asked, village, access.TransferRequest, "asked", &rehab.TransferRequest{To: rehab.Destination(s.to.String()), Reason: rehab.Residence, Note: "随父母搬迁"})
	var transfer string
	for i, step := range []func(on date.Date){
		func(on date.Date) {
			s.note(on, lead, access.TransferDecide, "origin", &rehab.TransferOrigin{Of: of, Agreed: true})
		},
		func(on date.Date) {
			s.note(on, destination, access.TransferDecide, "destination", &rehab.TransferDestination{Of: of, Agreed: true, Village: s.to})
		},
		func(on date.Date) {
			s.note(on, township, access.TransferReceive, "police told", &rehab.TransferPoliceNotified{Of: of})
		},
		func(on date.Date) {
			transfer = s.note(on, township, access.TransferReceive, "transfer", &rehab.Transfer{To: rehab.Destination(s.to.String()), Of: of})
		},
		func(on date.Date) {
			s.arrived = on
			s.note(on, destination, access.TransferReceive, "arrival", &rehab.TransferReportIn{Of: transfer, Village: s.to})
			s.note(on.AddDays(2), destination, access.AgreementRecord, "agreement there", &rehab.Agreement{Measures: "同原协议", SignedBy: "本人"})
			s.note(on.AddDays(2), destination, access.TransferReceive, "file sent", &rehab.ForwardFile{Of: transfer})
		},
	} {
		if i+1 < steps {
			step(asked.AddDays(3 * (i + 1)))
		}
	}
}
