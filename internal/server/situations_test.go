package server_test

import (
	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// situations are every stage, and within the stages what makes a difference to what may be done.
func situations() []situation {
	all := situationsBefore()
	all = append(all, situationsIn()...)
	all = append(all, situationsOfBreach()...)
	all = append(all, situationsMoving()...)
	return append(all, situationsAtTheEnd()...)
}

func situationsBefore() []situation {
	return []situation{
		{name: "screened fit", stage: rehab.StageScreening, life: func() []casework.Step { return screenedOn(day(11, 20), rehab.Fit) }},
		{name: "screened unfit", stage: rehab.StageToIsolation, life: func() []casework.Step { return screenedOn(day(11, 20), rehab.Unfit) }},
		{name: "not served", stage: rehab.StageAwaiting, life: func() []casework.Step { return decided(day(11, 20)) }},
		{name: "served", stage: rehab.StageAwaiting, life: func() []casework.Step { return served(day(11, 20)) }},
		{name: "report-in overdue", stage: rehab.StageAwaiting, life: func() []casework.Step { return served(day(9, 1)) }},
		{name: "refused the measure", stage: rehab.StageAwaiting, life: func() []casework.Step {
			return onwards(served(day(9, 1)), step(access.GoodCauseDecide, day(10, 9), &rehab.Refusal{Reason: "当面表示不参加"}))
		}},
		{name: "held before report-in", stage: rehab.StageAwaiting, life: func() []casework.Step {
			return onwards(served(day(11, 10)), step(access.SuspensionRecord, day(11, 15), &rehab.Suspension{Authority: "criminal_detention"}))
		}},
	}
}

func situationsIn() []situation {
	leave := func() casework.Step {
		return step(access.LeaveRequest, day(11, 10), &rehab.Leave{From: day(11, 12), Until: day(11, 30), To: "遵义"})
	}
	agreed := follows(access.LeaveDecide, day(11, 11), func(of string) rehab.Body { return &rehab.LeaveDecision{Of: of, Agreed: true} })
	refusedLeave := follows(access.LeaveDecide, day(11, 11), func(of string) rehab.Body { return &rehab.LeaveDecision{Of: of} })
	back := follows(access.LeaveRequest, day(11, 20), func(of string) rehab.Body { return &rehab.LeaveReturn{Of: of} })
	asksMore := func(answer func(of string) casework.Step) []casework.Step {
		first := leave()
		asked := step(access.LeaveRequest, day(11, 15), &rehab.LeaveExtensionRequest{Of: first.Entry.Key.String(), Until: day(12, 10), Reason: "母亲住院"})
		life := since(reported, first, agreed(first.Entry.Key.String()), asked)
		if answer != nil {
			life = append(life, answer(asked.Entry.Key.String()))
		}
		return life
	}
	noMore := follows(access.LeaveDecide, day(11, 16), func(of string) rehab.Body { return &rehab.LeaveExtensionRefusal{Of: of, Reason: "本月尚未尿检"} })
	gone := func() casework.Step { return step(access.BreachRecord, day(11, 15), &rehab.Departure{To: "重庆"}) }
	returned := follows(access.BreachRecord, day(11, 20), func(of string) rehab.Body { return &rehab.DepartureReturn{Of: of} })
	lost := func() casework.Step {
		return step(access.BreachRecord, day(11, 5), &rehab.LostContact{Note: "电话停机"})
	}
	held := func() casework.Step {
		return step(access.SuspensionRecord, day(11, 5), &rehab.Suspension{Authority: "administrative_detention"})
	}
	released := follows(access.SuspensionRecord, day(11, 15), func(of string) rehab.Body { return &rehab.Resumption{Of: of} })
	in, suspended := rehab.StageInExecution, rehab.StageSuspended
	return []situation{
		{name: "in execution", stage: in, life: func() []casework.Step { return since(reported) }},
		{name: "warned by a letter", stage: in, letter: true, life: func() []casework.Step { return since(reported) }},
		{name: "reported in today", stage: in, life: func() []casework.Step { return since(testkit.Today) }},
		{name: "rehab of a year", stage: in, measure: rehab.Rehab, term: 12, life: func() []casework.Step { return since(reported) }},
		{name: "moved in", stage: in, life: func() []casework.Step {
			return onwards(decided(day(11, 2)), step(access.ReportInRecord, day(11, 9), &rehab.MovedIn{FirstReportIn: date.New(2025, 6, 2), Village: testkit.Near, FromUnit: "习水县东皇街道"}))
		}},
		{name: "carried in from paper", stage: in, life: func() []casework.Step {
			return since(reported, step(access.ReportInRecord, day(11, 2), &rehab.CarriedIn{Until: day(10, 31), TestsDone: 7}))
		}},
		{name: "agreement, group and plan made", stage: in, life: func() []casework.Step {
			return since(reported, step(access.AgreementRecord, day(3, 5), &rehab.Agreement{Measures: "每月尿检", SignedBy: "本人"}),
				step(access.WorkingGroupRecord, day(3, 5), &rehab.WorkingGroup{Worker: []string{"李秀珍"}}), step(access.HelpPlanRecord, day(3, 6), &rehab.HelpPlan{Skills: "叉车"}))
		}},
		{name: "leave asked", stage: in, life: func() []casework.Step { return after(leave()) }},
		{name: "leave agreed", stage: in, life: func() []casework.Step { return after(leave(), agreed) }},
		{name: "more leave asked", stage: in, life: func() []casework.Step { return asksMore(nil) }},
		{name: "more leave refused", stage: in, life: func() []casework.Step { return asksMore(noMore) }},
		{name: "leave overdue", stage: in, life: func() []casework.Step { return since(reported, onLeave(true)...) }},
		{name: "leave refused", stage: in, life: func() []casework.Step { return after(leave(), refusedLeave) }},
		{name: "back from leave", stage: in, life: func() []casework.Step { return after(leave(), agreed, back) }},
		{name: "away without leave", stage: in, life: func() []casework.Step { return after(gone()) }},
		{name: "back from being away", stage: in, life: func() []casework.Step { return after(gone(), returned) }},
		{name: "lost contact", stage: in, life: func() []casework.Step { return after(lost()) }},
		{name: "suspended", stage: suspended, life: func() []casework.Step { return after(held()) }},
		{name: "released", stage: in, life: func() []casework.Step { return after(held(), released) }},
		{name: "suspended near the end", stage: suspended, life: func() []casework.Step { return since(termEnding, held()) }},
	}
}

func situationsOfBreach() []situation {
	in := rehab.StageInExecution
	lab := func(r rehab.Result) func(string) casework.Step {
		return follows(access.LabResultRecord, day(11, 12), func(of string) rehab.Body { return &rehab.LabResult{Of: of, Result: r, Laboratory: "市局实验室"} })
	}
	told := follows(access.BreachRecord, day(11, 10), func(of string) rehab.Body { return &rehab.PoliceReport{Of: of} })
	goesOn := follows(access.PoliceOutcome, day(11, 16), func(of string) rehab.Body {
		return &rehab.PoliceOutcome{Of: of, Outcome: rehab.Continue, Reason: "初次，态度好"}
	})
	return []situation{
		{name: "positive", stage: in, life: func() []casework.Step { return after(positive()) }},
		{name: "positive of rehab", stage: in, measure: rehab.Rehab, life: func() []casework.Step { return after(positive(), told) }},
		{name: "positive confirmed", stage: in, life: func() []casework.Step { return after(positive(), told, lab(rehab.Positive)) }},
		{name: "positive overturned", stage: in, life: func() []casework.Step { return after(positive(), told, lab(rehab.Negative)) }},
		{name: "positive, police say go on", stage: in, life: func() []casework.Step { return after(positive(), told, lab(rehab.Positive), goesOn) }},
		{name: "positive and pregnant", stage: in, life: func() []casework.Step {
			return since(reported, step(access.ExemptionRecord, day(11, 2), &rehab.Exemption{Ground: "pregnant"}), positive())
		}},
		{name: "absent from a test", stage: in, life: func() []casework.Step {
			return since(reported, step(access.DrugTestRecord, day(11, 12), &rehab.DrugTest{Result: rehab.Absent}))
		}},
		{name: "serious breach", stage: in, life: func() []casework.Step { return since(reported, refusedTests(3)...) }},
		{name: "serious breach of rehab", stage: in, measure: rehab.Rehab, life: func() []casework.Step { return since(reported, refusedTests(3)...) }},
		{name: "serious breach, police say go on", stage: in, life: func() []casework.Step {
			return since(reported, onwards(refusedTests(3), step(access.PoliceOutcome, day(8, 3), &rehab.PoliceOutcome{Of: rehab.AboutSeriousBreach, Outcome: rehab.Continue, Reason: "已改正"}))...)
		}},
		{name: "refuses the measure in execution", stage: in, life: func() []casework.Step {
			return since(reported, step(access.BreachRecord, day(11, 12), &rehab.Refusal{Reason: "当面表示不参加"}))
		}},
	}
}

func situationsMoving() []situation {
	var all []situation
	for i, name := range []string{"requested", "agreed by the origin", "accepted by the destination", "police told", "in force", "arrived"} {
		all = append(all, situation{name: "move " + name, stage: rehab.StageInExecution, life: func() []casework.Step { return moving(i + 1) }})
	}
	for i, name := range []string{"requested", "agreed by the origin", "accepted by the destination", "police told", "in force"} {
		all = append(all, situation{name: "before report-in, move " + name, stage: rehab.StageAwaiting, life: func() []casework.Step { return readdressing(i + 1) }})
	}
	for i, name := range []string{"requested", "agreed by the origin", "police told", "in force"} {
		all = append(all, situation{name: "move out " + name, stage: rehab.StageInExecution, life: func() []casework.Step { return outside(i + 1) }})
	}
	return append(all,
		situation{name: "move refused by the origin", stage: rehab.StageInExecution, life: func() []casework.Step { return refusedMove(true) }},
		situation{name: "move refused by the destination", stage: rehab.StageInExecution, life: func() []casework.Step { return refusedMove(false) }},
		situation{name: "moved out", stage: rehab.StageMovedOut, life: func() []casework.Step { return outside(5) }})
}

func situationsAtTheEnd() []situation {
	final := func() casework.Step {
		return step(access.AssessmentDecide, day(11, 20), &rehab.FinalAssessment{Result: rehab.Pass, Text: "建议解除"})
	}
	filed := func() casework.Step { return step(access.AssessmentOpinion, day(11, 20), &rehab.FileToPolice{}) }
	discharged := func() casework.Step {
		return step(access.DischargeRecord, day(11, 21), &rehab.Discharge{Number: "试1号"})
	}
	exit := func(name string, stage rehab.Stage, body rehab.Body) situation {
		return situation{name: name, stage: stage, life: func() []casework.Step { return since(reported, step(access.DischargeRecord, day(11, 20), body)) }}
	}
	return []situation{
		{name: "phase to be assessed", stage: rehab.StageInExecution, life: func() []casework.Step { return since(phaseEnding) }},
		{name: "phase with an opinion", stage: rehab.StageInExecution, life: func() []casework.Step {
			return since(phaseEnding, step(access.AssessmentOpinion, day(11, 20), &rehab.PhaseOpinion{Phase: 1, Suggestion: rehab.Pass, Text: "配合"}))
		}},
		{name: "phase passed", stage: rehab.StageInExecution, life: func() []casework.Step {
			return since(date.New(2025, 3, 3), testkit.PassedPhase(date.New(2025, 3, 3))...)
		}},
		{name: "term ending", stage: rehab.StageInExecution, life: func() []casework.Step { return since(termEnding) }},
		{name: "assessed finally and filed", stage: rehab.StageInExecution, life: func() []casework.Step { return since(termEnding, final(), filed()) }},
		{name: "term ended", stage: rehab.StageTermEnded, life: func() []casework.Step { return since(termEnded) }},
		{name: "discharged", stage: rehab.StageDischarged, life: func() []casework.Step { return since(termEnded, discharged()) }},
		{name: "discharged and told", stage: rehab.StageDischarged, life: func() []casework.Step {
			return since(termEnded, discharged(), step(access.DischargeRecord, day(11, 22), &rehab.DischargeNotified{}))
		}},
		exit("imprisoned", rehab.StageTerminated, &rehab.Termination{Reason: "imprisonment"}),
		exit("revoked", rehab.StageRevoked, &rehab.Revocation{Number: "复议2号", Reason: "事实不清"}),
		{name: "to isolation", stage: rehab.StageToIsolation, life: func() []casework.Step {
			return since(reported, positive(), step(access.PoliceOutcome, day(11, 16), &rehab.Isolation{Number: "强戒1号", Reason: "复吸"}))
		}},
		{name: "returned", stage: rehab.StageReturned, life: func() []casework.Step {
			return onwards(served(day(11, 10)), step(access.ReportInRecord, day(11, 16), &rehab.Returned{Reason: "不在本地居住"}))
		}},
	}
}
