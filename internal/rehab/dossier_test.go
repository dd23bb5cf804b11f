package rehab_test

import (
	"fmt"
	"strings"
	"testing"

	"xinsheng/internal/rehab"
)

// begun is a file from the decision to the plan, all of it in time: report-in on Friday 1 March 2024, last day 28 February 2027.
func begun(facts ...rehab.Fact) []rehab.Fact {
	return append([]rehab.Fact{
		fact("d", "2024-02-20", &rehab.Decision{}), fact("s1", "2024-02-20", &rehab.Service{To: rehab.ToPerson}), fact("s2", "2024-02-21", &rehab.Service{To: rehab.ToFamily}),
		fact("s3", "2024-02-22", &rehab.Service{To: rehab.ToTownship}), fact("r", "2024-03-01", &rehab.ReportIn{Village: 520381106204}),
		fact("a", "2024-03-04", &rehab.Agreement{}), fact("g", "2024-03-04", &rehab.WorkingGroup{}), fact("h", "2024-03-05", &rehab.HelpPlan{Skills: "电工培训"}),
	}, facts...)
}

func scan(slot rehab.Slot, day, of string) rehab.Filing {
	return rehab.Filing{ID: "scan " + string(slot) + " " + day, Slot: slot, Date: on(day), Of: of}
}

// slotWords writes a slot as "state since due facts+filings+kept/items open: what", with - for no day.
func slotWords(s *rehab.DossierSlot) string {
	day := func(d interface {
		IsZero() bool
		String() string
	}) string {
		if d.IsZero() {
			return "-"
		}
		return d.String()
	}
	out := fmt.Sprintf("%s %s %s %d+%d+%d/%d", s.State, day(s.Since), day(s.Due), len(s.Facts), len(s.Filings), s.Kept, len(s.Items))
	for _, x := range s.Open() {
		what := string(x.Duty)
		if what == "" {
			what = "item"
		}
		if !x.Month.IsZero() {
			what += "/" + x.Month.String()
		}
		if x.Phase != 0 && x.Month.IsZero() {
			what += fmt.Sprintf("/%d", x.Phase)
		}
		if x.Of != "" {
			what += "/" + x.Of
		}
		out += " " + what
	}
	return out
}

type slotCase struct {
	name  string
	slot  rehab.Slot
	facts []rehab.Fact
	filed []rehab.Filing
	on    string
	want  string
}

func checkSlots(t *testing.T, m rehab.Measure, cases []slotCase) {
	t.Helper()
	for _, x := range cases {
		t.Run(string(x.slot)+" "+x.name, func(t *testing.T) {
			t.Helper()
			f := rehab.File{Measure: m, TermMonths: 36, Village: 520381106204, Facts: x.facts}
			track := rehab.Compute(chishui, f, on(x.on))
			d := rehab.DossierOf(chishui, f, &track, x.filed)
			if got := slotWords(&d.Slots[x.slot.Number()-1]); got != x.want {
				t.Errorf("got  %s\nwant %s", got, x.want)
			}
		})
	}
}

func void(id string) rehab.Fact {
	return fact("void "+id, "2024-03-08", &rehab.Void{Of: id, Reason: "误录"})
}

func TestDossierIntake(t *testing.T) {
	screening := fact("c", "2024-02-10", &rehab.Screening{Conclusion: rehab.Fit})
	unfit := fact("c", "2024-02-10", &rehab.Screening{Conclusion: rehab.Unfit})
	decision := fact("d", "2024-02-20", &rehab.Decision{})
	served := fact("s1", "2024-02-21", &rehab.Service{To: rehab.ToPerson})
	moved := fact("r", "2026-03-02", &rehab.MovedIn{FirstReportIn: on("2025-03-03"), Village: 520381106204})
	paper := fact("k", "2026-06-01", &rehab.CarriedIn{Until: on("2026-05-31")})
	checkSlots(t, rehab.Detox, []slotCase{
		{"while screened", rehab.SlotDecision, []rehab.Fact{screening}, nil, "2024-02-15", "filed 2024-02-10 - 1+0+0/0"},
		{"while screened", rehab.SlotNotification, []rehab.Fact{screening}, nil, "2024-02-15", "not_needed - - 0+0+0/0"},
		{"found unfit", rehab.SlotAgreement, []rehab.Fact{unfit}, nil, "2024-06-15", "not_needed - - 0+0+0/0"},
		{"issued", rehab.SlotDecision, []rehab.Fact{screening, decision}, nil, "2024-02-20", "filed 2024-02-20 - 2+0+0/1"},
		{"moved in, the file still on its way", rehab.SlotDecision, []rehab.Fact{moved}, nil, "2026-03-05", "needed 2026-03-02 2026-03-05 0+0+0/1 item"},
		{"moved in, never forwarded", rehab.SlotDecision, []rehab.Fact{moved}, nil, "2026-03-06", "missing 2026-03-06 - 0+0+0/1 item"},
		{"moved in, scanned", rehab.SlotDecision, []rehab.Fact{moved}, []rehab.Filing{scan("decision", "2026-03-04", "")}, "2026-04-06", "filed 2026-03-04 - 0+1+0/1"},
		{"moved in: served elsewhere", rehab.SlotNotification, []rehab.Fact{decision, moved}, nil, "2026-04-06", "not_needed - - 0+0+0/0"},
		{"issued, to be served", rehab.SlotNotification, []rehab.Fact{decision}, nil, "2024-02-21", "needed 2024-02-20 2024-02-21 0+0+0/2 serve_person serve_family"},
		{"issued, not served", rehab.SlotNotification, []rehab.Fact{decision}, nil, "2024-02-22", "missing 2024-02-22 - 0+0+0/2 serve_person serve_family"},
		{"family not served", rehab.SlotNotification, []rehab.Fact{decision, served}, nil, "2024-02-22", "missing 2024-02-22 - 1+0+0/3 serve_family notify_township"},
		{"whole", rehab.SlotNotification, begun(), nil, "2024-03-01", "filed 2024-02-22 - 3+0+0/3"},
		{"before report-in", rehab.SlotAgreement, []rehab.Fact{decision, served}, nil, "2024-03-01", "not_needed - - 0+0+0/0"},
		{"reported in", rehab.SlotAgreement, begun()[:5], nil, "2024-03-08", "needed 2024-03-01 2024-03-08 1+0+0/1 agreement"},
		{"not signed in time", rehab.SlotAgreement, begun()[:5], nil, "2024-03-11", "missing 2024-03-09 - 1+0+0/1 agreement"},
		{"signed", rehab.SlotAgreement, begun(), nil, "2024-03-11", "filed 2024-03-04 - 2+0+0/1"},
		{"signature voided", rehab.SlotAgreement, begun(void("a")), nil, "2024-03-11", "missing 2024-03-09 - 1+0+0/1 agreement"},
		{"carried in from paper", rehab.SlotAgreement, append(begun()[:5:5], paper), nil, "2026-06-11", "filed 2026-06-01 - 2+0+0/0"},
		{"handed over with the agreement", rehab.SlotRules, begun(), nil, "2024-03-08", "needed 2024-03-01 2024-03-08 0+0+0/1 item"},
		{"never handed over", rehab.SlotRules, begun(), nil, "2024-03-11", "missing 2024-03-09 - 0+0+0/1 item"},
		{"scanned", rehab.SlotRules, begun(), []rehab.Filing{scan("rules", "2024-03-04", "")}, "2024-03-11", "filed 2024-03-04 - 0+1+0/1"},
		{"group and plan", rehab.SlotHelpPlan, begun(), nil, "2024-03-11", "filed 2024-03-05 - 2+0+0/2"},
		{"group only", rehab.SlotHelpPlan, begun()[:7], nil, "2024-03-11", "missing 2024-03-09 - 1+0+0/2 help_plan"},
		{"no picture", rehab.SlotHome, begun(), nil, "2024-03-11", "missing 2024-03-09 - 0+0+0/1 item"},
		{"picture", rehab.SlotHome, begun(), []rehab.Filing{scan("home", "2024-03-06", "")}, "2024-03-11", "filed 2024-03-06 - 0+1+0/1"},
		{"died before it was due", rehab.SlotHome, begun(fact("x", "2024-03-05", &rehab.Termination{Reason: "death"})), nil, "2024-03-11", "not_needed - - 0+0+0/0"},
	})
	checkSlots(t, rehab.Rehab, []slotCase{
		{"rehab: with report-in, within the deadline", rehab.SlotAgreement, begun()[:5], nil, "2024-03-07", "missing 2024-03-07 - 1+0+0/1 agreement"},
	})
}

func TestDossierRound(t *testing.T) {
	round := func(facts ...rehab.Fact) []rehab.Fact { // the months begin with April
		all := begun(facts...)
		all[4].Date = on("2024-03-04")
		return all
	}
	negative := func(id, day string) rehab.Fact { return fact(id, day, &rehab.DrugTest{Result: rehab.Negative}) }
	refused := fact("n", "2024-04-10", &rehab.DrugTest{Result: rehab.Refused})
	report := fact("cr", "2024-04-03", &rehab.Contact{Type: rehab.Report})
	talk := fact("ct", "2024-04-03", &rehab.Contact{Type: rehab.Talk})
	visit := fact("cv", "2024-04-03", &rehab.Contact{Type: rehab.Visit, Aid: "联系用工单位", AidHead: rehab.HelpSkills})
	checkSlots(t, rehab.Detox, []slotCase{
		{"before the first month", rehab.SlotTestDates, round(), nil, "2024-03-05", "filed 2024-04-01 - 0+0+36/0"},
		{"before report-in", rehab.SlotTestDates, begun()[:4], nil, "2024-02-25", "not_needed - - 0+0+0/0"},
		{"before the first month", rehab.SlotTestRecords, round(), nil, "2024-03-31", "not_needed - - 0+0+0/0"},
		{"open window", rehab.SlotTestRecords, round(), nil, "2024-04-30", "needed 2024-04-01 2024-04-30 0+0+0/1 test/2024-04"},
		{"missed window", rehab.SlotTestRecords, round(negative("n2", "2024-05-03")), nil, "2024-05-31", "missing 2024-05-01 - 1+0+0/2 test/2024-04"},
		{"missed window resolved", rehab.SlotTestRecords, round(negative("n2", "2024-05-03"), fact("z", "2024-05-10", &rehab.Resolution{Of: "2024-04", Note: "补做"})), nil, "2024-05-31", "filed 2024-05-10 - 2+0+0/2"},
		{"excused", rehab.SlotTestRecords, round(fact("e", "2024-04-20", &rehab.ExcuseWindow{Window: on("2024-04-01").Month(), Reason: "住院"})), nil, "2024-04-30", "filed 2024-04-20 - 1+0+0/1"},
		{"tested", rehab.SlotTestRecords, round(negative("n1", "2024-04-03")), nil, "2024-04-30", "filed 2024-04-03 - 1+0+0/1"},
		{"only a refusal", rehab.SlotTestRecords, round(refused), nil, "2024-05-01", "missing 2024-05-01 - 1+0+0/2 test/2024-04 test/2024-05"},
		{"tested each month", rehab.SlotTestNotices, round(negative("n1", "2024-04-03")), nil, "2024-04-30", "not_needed - - 0+0+0/0"},
		{"refused without notice", rehab.SlotTestNotices, round(refused), nil, "2024-04-11", "missing 2024-04-11 - 0+0+0/1 item/2024-04/n"},
		{"refused on a notice", rehab.SlotTestNotices, round(refused), []rehab.Filing{scan("test_notices", "2024-04-08", "")}, "2024-04-11", "filed 2024-04-08 - 0+1+0/1"},
		{"refused, notice of another month", rehab.SlotTestNotices, round(refused), []rehab.Filing{scan("test_notices", "2024-03-08", "")}, "2024-04-11", "missing 2024-04-11 - 0+1+0/1 item/2024-04/n"},
		{"refused, the notice filed with it", rehab.SlotTestNotices, round(refused), []rehab.Filing{scan("test_notices", "2024-04-12", "n")}, "2024-04-12", "filed 2024-04-12 - 0+1+0/1"},
		{"month open", rehab.SlotReports, round(), nil, "2024-04-30", "needed 2024-04-01 2024-04-30 0+0+0/1 contact_report/2024-04"},
		{"month done", rehab.SlotReports, round(report), nil, "2024-04-30", "filed 2024-04-03 - 1+0+0/1"},
		{"month missed, long lapsed", rehab.SlotReports, round(report), nil, "2024-07-15", "missing 2024-06-01 - 1+0+0/4 contact_report/2024-05 contact_report/2024-06 contact_report/2024-07"},
		{"talk without visit", rehab.SlotTalks, round(talk), nil, "2024-05-01", "missing 2024-05-01 - 1+0+0/4 contact_visit/2024-04 contact_visit/2024-05 contact_talk/2024-05"},
		{"talk and visit", rehab.SlotTalks, round(talk, visit), nil, "2024-04-30", "filed 2024-04-03 - 2+0+0/2"},
		{"plan, no help yet", rehab.SlotAid, round(), nil, "2024-04-30", "needed 2024-03-05 2025-03-03 0+0+0/1 item/1"},
		{"help on a visit", rehab.SlotAid, round(visit), nil, "2024-04-30", "filed 2024-04-03 - 1+0+0/1"},
		{"help in the first phase only", rehab.SlotAid, round(visit), nil, "2026-03-04", "missing 2026-03-04 - 1+0+0/3 item/2 item/3"},
		{"no plan", rehab.SlotAid, round()[:7], nil, "2024-04-30", "not_needed - - 0+0+0/0"},
		{"first phase", rehab.SlotActivities, round(), nil, "2025-03-03", "not_needed - - 0+0+0/0"},
		{"second phase", rehab.SlotActivities, round(), nil, "2025-03-04", "needed 2025-03-04 2026-03-03 0+0+0/1 item/2"},
		{"second phase over", rehab.SlotActivities, round(), nil, "2026-03-04", "missing 2026-03-04 - 0+0+0/1 item/2"},
		{"took part", rehab.SlotActivities, round(), []rehab.Filing{scan("activities", "2025-05-04", "")}, "2026-03-04", "filed 2025-05-04 - 0+1+0/1"},
		{"a scan of tomorrow", rehab.SlotActivities, round(), []rehab.Filing{scan("activities", "2026-03-05", "")}, "2026-03-04", "missing 2026-03-04 - 0+0+0/1 item/2"},
	})
}

func TestDossierBreachesAndSteps(t *testing.T) {
	refused := fact("n", "2024-04-10", &rehab.DrugTest{Result: rehab.Refused})
	absent := fact("n", "2024-04-10", &rehab.DrugTest{Result: rehab.Absent})
	held := fact("u", "2024-06-03", &rehab.Suspension{Authority: "administrative_detention"})
	numbered := fact("u", "2024-06-03", &rehab.Suspension{Authority: "administrative_detention", Number: "赤公(治)行罚决字〔2024〕9号"})
	released := fact("v", "2024-06-13", &rehab.Resumption{Of: "u"})
	asked := fact("l", "2024-06-03", &rehab.Leave{From: on("2024-06-10"), Until: on("2024-06-20")})
	agreed := fact("lj", "2024-06-04", &rehab.LeaveDecision{Of: "l", Agreed: true})
	request := fact("t0", "2024-06-03", &rehab.TransferRequest{To: "520381001006"})
	transfer := fact("t", "2024-06-10", &rehab.Transfer{To: "520381001006", Of: "t0"})
	arrived := fact("w", "2024-06-12", &rehab.TransferReportIn{Of: "t"})
	forwarded := fact("f", "2024-06-12", &rehab.ForwardFile{Of: "t"})
	checkSlots(t, rehab.Detox, []slotCase{
		{"no breach", rehab.SlotLetters, begun(), nil, "2024-04-30", "not_needed - - 0+0+0/0"},
		{"a refusal", rehab.SlotLetters, begun(refused), nil, "2024-04-30", "needed 2024-04-10 - 0+0+0/1 item"},
		{"a refusal answered", rehab.SlotLetters, begun(refused, fact("q", "2024-04-12", &rehab.Admonition{Of: "n"})), nil, "2024-04-30", "filed 2024-04-12 - 1+0+0/0"},
		{"a refusal", rehab.SlotBreaches, begun(refused), nil, "2024-04-30", "filed 2024-04-10 - 1+0+0/0"},
		{"an absence", rehab.SlotBreaches, begun(absent), nil, "2024-04-12", "needed 2024-04-10 2024-04-17 0+0+0/1 decide_absence/n"},
		{"an absence nobody decided", rehab.SlotBreaches, begun(absent), nil, "2024-04-18", "missing 2024-04-18 - 0+0+0/1 decide_absence/n"},
		{"free", rehab.SlotSuspension, begun(), nil, "2024-06-04", "not_needed - - 0+0+0/0"},
		{"held, no paper", rehab.SlotSuspension, begun(held), nil, "2024-06-04", "needed 2024-06-03 - 1+0+0/1 item/u"},
		{"held, number known", rehab.SlotSuspension, begun(numbered), nil, "2024-06-04", "filed 2024-06-03 - 1+0+0/1"},
		{"held, the notice attached", rehab.SlotSuspension, begun(held), []rehab.Filing{{ID: "p", Date: on("2024-06-04"), Of: "u"}}, "2024-06-04", "filed 2024-06-04 - 1+1+0/1"},
		{"bail suspends nothing", rehab.SlotSuspension, begun(fact("u", "2024-06-03", &rehab.Suspension{Authority: "bail"})), nil, "2024-06-04", "filed 2024-06-03 - 1+0+0/0"},
		{"held", rehab.SlotResumption, begun(held), nil, "2024-06-04", "not_needed - - 0+0+0/0"},
		{"released, no paper", rehab.SlotResumption, begun(held, released), nil, "2024-06-14", "needed 2024-06-13 - 1+0+0/1 item/v"},
		{"released, scanned", rehab.SlotResumption, begun(held, released), []rehab.Filing{scan("resumption", "2024-06-14", "")}, "2024-06-14", "filed 2024-06-14 - 1+1+0/1"},
		{"released, never papered, case over", rehab.SlotResumption, begun(held, released, fact("x", "2024-07-01", &rehab.Isolation{Number: "1"})), nil, "2024-07-02", "missing 2024-07-01 - 1+0+0/1 item/v"},
		{"asked for", rehab.SlotLeave, begun(asked), nil, "2024-06-04", "needed 2024-06-03 2024-06-10 1+0+0/1 leave_decision/l"},
		{"agreed", rehab.SlotLeave, begun(asked, agreed), nil, "2024-06-12", "needed 2024-06-10 2024-06-20 2+0+0/2 leave_return/l"},
		{"not returned", rehab.SlotLeave, begun(asked, agreed), nil, "2024-06-21", "missing 2024-06-21 - 2+0+0/2 leave_return/l"},
		{"returned", rehab.SlotLeave, begun(asked, agreed, fact("lr", "2024-06-18", &rehab.LeaveReturn{Of: "l"})), nil, "2024-06-21", "filed 2024-06-18 - 3+0+0/2"},
		{"stays", rehab.SlotResidence, begun(), nil, "2024-06-21", "not_needed - - 0+0+0/0"},
		{"moved, file not sent", rehab.SlotResidence, begun(request, transfer, arrived), nil, "2024-06-14", "missing 2024-06-14 - 3+0+0/2 forward_file/t"},
		{"moved", rehab.SlotResidence, begun(request, transfer, arrived, forwarded), nil, "2024-06-14", "filed 2024-06-12 - 4+0+0/2"},
		{"moved: a new agreement", rehab.SlotAgreement, begun(request, transfer, arrived, forwarded), nil, "2024-06-14", "needed 2024-06-12 2024-06-19 2+0+0/2 agreement/w"},
		{"moved: a new home", rehab.SlotHome, begun(request, transfer, arrived, forwarded), []rehab.Filing{scan("home", "2024-03-06", "")}, "2024-06-20", "missing 2024-06-20 - 0+1+0/2 item/w"},
	})
}

func TestDossierAssessmentsAndEnd(t *testing.T) {
	passed := func(n int, day string) rehab.Fact {
		return fact(fmt.Sprint("p", n), day, &rehab.Assessment{Phase: n, Result: rehab.Pass})
	}
	final, sent := fact("fa", "2027-02-10", &rehab.FinalAssessment{Result: rehab.Pass}), fact("fp", "2027-02-12", &rehab.FileToPolice{})
	discharged := fact("x", "2027-03-01", &rehab.Discharge{Number: "赤公(禁)社解通字〔2027〕1号"})
	toPerson, toFamily := fact("y1", "2027-03-01", &rehab.DischargeService{To: rehab.ToPerson}), fact("y2", "2027-03-02", &rehab.DischargeService{To: rehab.ToFamily})
	told := fact("y3", "2027-03-03", &rehab.DischargeNotified{})
	dead := fact("x", "2024-07-01", &rehab.Termination{Reason: "death"})
	checkSlots(t, rehab.Detox, []slotCase{
		{"first phase", rehab.SlotAssessments, begun(), nil, "2025-01-28", "not_needed - - 0+0+0/0"},
		{"opens 30 days before", rehab.SlotAssessments, begun(), nil, "2025-01-29", "needed 2025-01-29 2025-03-31 0+0+0/1 phase_assessment/1"},
		{"not judged", rehab.SlotAssessments, begun(), nil, "2025-04-01", "missing 2025-04-01 - 0+0+0/1 phase_assessment/1"},
		{"judged", rehab.SlotAssessments, begun(passed(1, "2025-03-03")), nil, "2025-04-01", "filed 2025-03-03 - 1+0+0/1"},
		{"far off", rehab.SlotApproval, begun(), nil, "2026-11-23", "not_needed - - 0+0+0/0"},
		{"opens", rehab.SlotApproval, begun(), nil, "2027-02-01", "needed 2027-01-30 2027-02-18 0+0+0/2 final_assessment file_to_police"},
		{"assessed, not sent", rehab.SlotApproval, begun(final), nil, "2027-02-19", "missing 2027-02-19 - 1+0+0/2 file_to_police"},
		{"assessed and sent", rehab.SlotApproval, begun(final, sent), nil, "2027-02-19", "filed 2027-02-12 - 2+0+0/2"},
		{"the form scanned", rehab.SlotApproval, begun(), []rehab.Filing{scan("approval", "2027-02-15", "")}, "2027-02-19", "filed 2027-02-15 - 0+1+0/2"},
		{"last day", rehab.SlotDischarge, begun(), nil, "2027-02-28", "not_needed - - 0+0+0/0"},
		{"expiry day", rehab.SlotDischarge, begun(), nil, "2027-03-01", "needed 2027-03-01 2027-03-01 0+0+0/1 discharge"},
		{"late", rehab.SlotDischarge, begun(), nil, "2027-03-02", "missing 2027-03-02 - 0+0+0/1 discharge"},
		{"issued, services still in time", rehab.SlotDischarge, begun(discharged), nil, "2027-03-02", "filed 2027-03-01 - 1+0+0/1"},
		{"issued, not served", rehab.SlotDischarge, begun(discharged), nil, "2027-03-03", "missing 2027-03-03 - 1+0+0/3 serve_person/x serve_family/x"},
		{"whole", rehab.SlotDischarge, begun(discharged, toPerson, toFamily, told), nil, "2027-06-01", "filed 2027-03-03 - 4+0+0/4"},
		{"discharged", rehab.SlotTermination, begun(discharged), nil, "2027-06-01", "not_needed - - 0+0+0/0"},
		{"dead, no paper", rehab.SlotTermination, begun(dead), nil, "2024-07-02", "missing 2024-07-01 - 1+0+0/1 item/x"},
		{"dead, the certificate attached", rehab.SlotTermination, begun(dead), []rehab.Filing{{ID: "p", Date: on("2024-07-04"), Of: "x"}}, "2024-07-04", "filed 2024-07-04 - 1+1+0/1"},
		{"to isolation by number", rehab.SlotTermination, begun(fact("x", "2024-07-01", &rehab.Isolation{Number: "1"})), nil, "2024-07-02", "filed 2024-07-01 - 1+0+0/1"},
		{"dead", rehab.SlotDischarge, begun(dead), nil, "2024-07-02", "not_needed - - 0+0+0/0"},
	})
}

// TestServicesOfPapersLieWithThem: so does the slip that is scanned of one.
func TestServicesOfPapersLieWithThem(t *testing.T) {
	served := fact("ps", "2024-03-06", &rehab.PaperService{Of: "paper"})
	slip := rehab.Filing{ID: "slip", Date: on("2024-03-06"), Of: "ps"}
	paper := rehab.Filing{ID: "paper", Slot: rehab.SlotRules, Date: on("2024-03-05"), Of: "r"}
	checkSlots(t, rehab.Detox, []slotCase{
		{"with the paper", rehab.SlotRules, begun(served), []rehab.Filing{paper, slip}, "2024-03-07", "filed 2024-03-06 - 1+2+0/1"},
		{"of a paper that is not in the file", rehab.SlotNotification, begun(served), []rehab.Filing{slip}, "2024-03-07", "filed 2024-03-06 - 4+1+0/3"},
	})
}

func TestEveryFactLiesInASlot(t *testing.T) {
	if n := len(rehab.Slots()); n != 23 {
		t.Fatalf("%d slots", n)
	}
	seen := map[rehab.Kind]bool{}
	for i, s := range rehab.Slots() {
		if s.Number() != i+1 || !s.Known() {
			t.Errorf("%s is number %d", s, s.Number())
		}
		for _, m := range []rehab.Measure{rehab.Detox, rehab.Rehab} {
			if c := rehab.SlotCite(s, m); c.Article == "" || !strings.HasSuffix(c.Text, string(s)) {
				t.Errorf("%s under %s rests on nothing", s, m)
			}
		}
		for _, k := range s.Kinds() {
			seen[k] = true
		}
	}
	for _, k := range rehab.Kinds() {
		if !seen[k] && k != rehab.KindVoid && k != rehab.KindContact {
			t.Errorf("%s lies nowhere", k)
		}
	}
}
