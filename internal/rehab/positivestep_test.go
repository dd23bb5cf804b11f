package rehab_test

import (
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

func on(s string) date.Date { return date.MustParse(s) }

func fileOf(m rehab.Measure, facts ...rehab.Fact) rehab.File {
	start := rehab.Fact{ID: "r", Date: on("2024-03-01"), Body: &rehab.ReportIn{Village: 520381106204}}
	return rehab.File{Measure: m, TermMonths: 36, Facts: append([]rehab.Fact{start}, facts...)}
}

func fact(id, day string, b rehab.Body) rehab.Fact { return rehab.Fact{ID: id, Date: on(day), Body: b} }

var chishui = rehab.Rules{Versions: []rehab.Policy{rehab.Chishui()}}

// TestPositiveTrack52And54: each step with its state and day, as the file grows (DOMAIN §5; rulings 27, 51, 52, 54; 吸毒检测程序规定 8–15).
func TestPositiveTrack52And54(t *testing.T) {
	test := fact("p", "2024-06-07", &rehab.DrugTest{Result: rehab.Positive, DetailsDue: true}) // a Friday
	supplied := fact("d", "2024-06-10", &rehab.TestDetails{Of: "p", Specimen: "1", SealA: "2", SealB: "3", ReadOn: on("2024-06-08"), Signed: rehab.HasSigned})
	report := fact("s", "2024-06-07", &rehab.PoliceReport{Of: "p"})
	objection := fact("o", "2024-06-11", &rehab.TestObjection{Of: "p"})
	lab := fact("l", "2024-06-14", &rehab.LabResult{Of: "p", Result: rehab.Positive})
	again := fact("q", "2024-06-18", &rehab.TestObjection{Of: "p", Against: rehab.AgainstLaboratory})
	recheck := fact("x", "2024-06-20", &rehab.RecheckResult{Of: "p", Result: rehab.Negative})
	outcome := fact("z", "2024-06-24", &rehab.PoliceOutcome{Of: "p", Outcome: rehab.Continue, Reason: "偶犯"})
	for _, x := range []struct {
		name  string
		facts []rehab.Fact
		on    string
		want  string // step state [on] [due]
		from  rehab.PositiveStep
		final rehab.Result
	}{
		{"on its day", []rehab.Fact{test}, "2024-06-07", `taken done 2024-06-07 -; sealed open - 2024-06-12; read open - 2024-06-07; told open - 2024-06-07;
			objection open - 2024-06-12; laboratory open - 2024-06-17; lab_objection later - -; recheck later - -; outcome later - -; kept open - 2024-12-07`, rehab.PositiveTaken, rehab.Positive},
		{"late", []rehab.Fact{test}, "2024-06-18", `sealed overdue - 2024-06-12; read overdue - 2024-06-07; told overdue - 2024-06-07; objection not_needed - 2024-06-12;
			laboratory overdue - 2024-06-17; outcome later - -`, rehab.PositiveTaken, rehab.Positive},
		{"supplied and told", []rehab.Fact{test, supplied, report}, "2024-06-10", `sealed done 2024-06-07 -; read done 2024-06-08 -; told done 2024-06-07 2024-06-07; outcome open - -`, rehab.PositiveTaken, rehab.Positive},
		{"objection", []rehab.Fact{test, objection}, "2024-06-11", `objection done 2024-06-11 2024-06-12; laboratory open - 2024-06-17`, rehab.PositiveTaken, rehab.Positive},
		{"laboratory", []rehab.Fact{test, objection, lab}, "2024-06-14", `laboratory done 2024-06-14 2024-06-17; lab_objection open - 2024-06-19; recheck later - -`, rehab.PositiveLaboratory, rehab.Positive},
		{"nothing said against the laboratory", []rehab.Fact{test, objection, lab}, "2024-06-20", `lab_objection not_needed - 2024-06-19; recheck not_needed - -`, rehab.PositiveLaboratory, rehab.Positive},
		{"second objection", []rehab.Fact{test, lab, again}, "2024-06-18", `lab_objection done 2024-06-18 2024-06-19; recheck open - 2024-06-21; objection not_needed - 2024-06-12`, rehab.PositiveLaboratory, rehab.Positive},
		{"recheck overturns", []rehab.Fact{test, lab, again, recheck}, "2024-06-20", `recheck done 2024-06-20 -; told not_needed - -; outcome not_needed - -`, rehab.PositiveRecheck, rehab.Negative},
		{"settled", []rehab.Fact{test, report, outcome}, "2024-06-24", `sealed unrecorded - 2024-06-12; read unrecorded - 2024-06-07; laboratory not_needed - 2024-06-17; lab_objection not_needed - -; outcome done 2024-06-24 -`, rehab.PositiveTaken, rehab.Positive},
		{"bottle no longer kept", []rehab.Fact{test, report, outcome}, "2024-12-08", `kept done 2024-12-07 2024-12-07`, rehab.PositiveTaken, rehab.Positive},
		{"a whole record without a signature", []rehab.Fact{fact("p", "2024-06-07", &rehab.DrugTest{Result: rehab.Positive})}, "2024-06-20", `read unrecorded - 2024-06-07; sealed overdue - 2024-06-12`, rehab.PositiveTaken, rehab.Positive},
		{"hair has no bottles", []rehab.Fact{fact("p", "2024-06-07", &rehab.DrugTest{Result: rehab.Positive, Method: rehab.Hair})}, "2024-06-07", `sealed not_needed - -; kept not_needed - 2024-12-07`, rehab.PositiveTaken, rehab.Positive},
	} {
		t.Run(x.name, func(t *testing.T) {
			f := fileOf(rehab.Detox, x.facts...)
			track := rehab.Compute(chishui, f, on(x.on))
			got, ok := rehab.FollowPositive(chishui, f, &track, "p")
			if !ok || got.From != x.from || got.Final != x.final {
				t.Fatalf("%v: final %s from %s, want %s from %s", ok, got.Final, got.From, x.final, x.from)
			}
			for _, line := range strings.Split(x.want, ";") {
				part := strings.Fields(line)
				i := slices.IndexFunc(got.Steps, func(s rehab.PositiveStatus) bool { return string(s.Step) == part[0] })
				s := got.Steps[i]
				if string(s.State) != part[1] || shownDay(s.On) != part[2] || shownDay(s.Due) != part[3] {
					t.Errorf("%s: %s on %s due %s, want %s", s.Step, s.State, shownDay(s.On), shownDay(s.Due), strings.TrimSpace(line))
				}
			}
		})
	}
}

func shownDay(d date.Date) string {
	if d.IsZero() {
		return "-"
	}
	return d.String()
}

// TestDetailsAreOwedOnlyOfShortForms: no positive that TRACK can say owes them (ADR 1501).
func TestDetailsAreOwedOnlyOfShortForms(t *testing.T) {
	check(t,
		example{name: "none of an ordinary positive", facts: march1 + "test 2024-06-07 result=positive", on: "2024-06-18", want: "obligations.test_details/test.state none"},
		example{name: "of a short form", facts: march1 + "test 2024-06-07 result=positive details_due=true", on: "2024-06-12", want: "obligations.test_details/test.state open; obligations.test_details/test.due 2024-06-12; obligations.test_details/test.owed_by village"},
		example{name: "overdue", facts: march1 + "test 2024-06-07 result=positive details_due=true", on: "2024-06-13", want: "obligations.test_details/test.state overdue"},
		example{name: "supplied", facts: march1 + "test 2024-06-07 result=positive details_due=true; test_details 2024-06-13 of=test specimen=Y1", on: "2024-06-13",
			want: "obligations.test_details/test.met_by test_details; windows.2024-06.met_by test; positives.test.final positive; counters.evasions 0; problems.# 0"},
		example{name: "an objection changes no deadline", facts: march1 + "test 2024-06-07 result=positive; objection 2024-06-10 of=test", on: "2024-06-10",
			want: "positives.test.objection objection; positives.test.laboratory_by 2024-06-17; obligations.confirm_positive/test.due 2024-06-17; problems.# 0"},
		example{name: "details of no test", facts: march1 + "test_details 2024-06-13 of=report_in", on: "2024-06-13", want: "problems.test_details.rule wrong_reference"},
	)
}

// TestHowDeparturesAreCounted36And37: gross days, less leave, less custody.
func TestHowDeparturesAreCounted36And37(t *testing.T) {
	facts := march1 + `leave 2024-05-30 from=2024-06-04 until=2024-06-06; leave_decision 2024-05-30 of=leave agreed=true; leave_return 2024-06-06 of=leave;
		departure 2024-06-01; suspension 2024-06-08 authority=criminal_detention; resumption 2024-06-10 of=suspension; departure_return 2024-06-12 of=departure`
	check(t, example{name: "less leave and custody", facts: facts, on: "2024-07-01",
		want: "departures.departure.gross_days 11; departures.departure.leave_days 3; departures.departure.custody_days 2; departures.departure.days 6; departures.departure.counts true; counters.unauthorised_days 6"})
}

// TestBreaches49To51: grounds, what is proposed and the pack, by measure; a report is never held back for want of a warning.
func TestBreaches49To51(t *testing.T) {
	refused := func(id, day string) rehab.Fact { return fact(id, day, &rehab.DrugTest{Result: rehab.Refused}) }
	three := []rehab.Fact{refused("a", "2024-05-06"), refused("b", "2024-06-06"), refused("c", "2024-07-08")}
	with := func(more ...rehab.Fact) []rehab.Fact { return append(slices.Clone(three), more...) }
	report := fact("s", "2024-07-09", &rehab.PoliceReport{Of: rehab.AboutSeriousBreach})
	for _, x := range []struct {
		name      string
		measure   rehab.Measure
		facts     []rehab.Fact
		isolation bool
		proposals []rehab.Proposal
		lacks     []rehab.PackPart
	}{
		{"nothing", rehab.Detox, nil, false, []rehab.Proposal{"nothing"}, []rehab.PackPart{"warning", "test_notice", "proof", "receipt"}},
		{"one refusal", rehab.Detox, three[:1], false, []rehab.Proposal{"admonition"}, []rehab.PackPart{"warning", "proof", "receipt"}},
		{"one, admonished", rehab.Detox, []rehab.Fact{three[0], fact("l", "2024-05-07", &rehab.Admonition{Of: "a"})}, false, []rehab.Proposal{"nothing"}, []rehab.PackPart{"warning", "proof", "receipt"}},
		{"two", rehab.Detox, three[:2], false, []rehab.Proposal{"warning"}, []rehab.PackPart{"warning", "proof", "receipt"}},
		{"serious without a warning", rehab.Detox, three, true, []rehab.Proposal{"report", "warning"}, []rehab.PackPart{"warning", "receipt"}},
		{"serious in rehab", rehab.Rehab, three, false, []rehab.Proposal{"report", "warning"}, []rehab.PackPart{"warning", "receipt"}},
		{"reported", rehab.Detox, with(report, fact("w", "2024-07-08", &rehab.Warning{})), true, []rehab.Proposal{"await_outcome"}, nil},
		{"decided", rehab.Detox, with(report, fact("o", "2024-07-15", &rehab.PoliceOutcome{Of: rehab.AboutSeriousBreach, Outcome: rehab.Continue, Reason: "改过"})), true,
			[]rehab.Proposal{"nothing"}, []rehab.PackPart{"warning"}},
		{"renewed use in rehab", rehab.Rehab, []rehab.Fact{fact("p", "2024-06-07", &rehab.DrugTest{Result: rehab.Positive})}, true, []rehab.Proposal{"report", "warning"}, []rehab.PackPart{"warning", "receipt"}},
		{"absent, undecided", rehab.Detox, []rehab.Fact{fact("n", "2024-06-07", &rehab.DrugTest{Result: rehab.Absent})}, false, []rehab.Proposal{"decide_absence"}, []rehab.PackPart{"warning", "proof", "receipt"}},
		{"a voided refusal", rehab.Detox, with(fact("v", "2024-07-20", &rehab.Void{Of: "c"})), false, []rehab.Proposal{"warning"}, []rehab.PackPart{"warning", "proof", "receipt"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			f := fileOf(x.measure, x.facts...)
			track := rehab.Compute(chishui, f, on("2024-08-01"))
			b := rehab.BreachesOf(f, &track)
			if b.Isolation() != x.isolation || !slices.Equal(b.Proposals, x.proposals) {
				t.Errorf("isolation %v, proposals %v; want %v, %v", b.Isolation(), b.Proposals, x.isolation, x.proposals)
			}
			var lacks []rehab.PackPart
			for _, p := range b.Pack {
				if p.Lack {
					lacks = append(lacks, p.Part)
				}
			}
			if !slices.Equal(lacks, x.lacks) {
				t.Errorf("the pack lacks %v, want %v", lacks, x.lacks)
			}
		})
	}
}

// TestPackOfWhoeverNeverReported: warning, proof of late report-in, hand-over receipt (DOMAIN §6).
func TestPackOfWhoeverNeverReported(t *testing.T) {
	f := rehab.File{Measure: rehab.Detox, TermMonths: 36, Facts: []rehab.Fact{
		fact("d", "2024-03-01", &rehab.Decision{}), fact("s", "2024-03-01", &rehab.Service{To: rehab.ToPerson})}}
	track := rehab.Compute(chishui, f, on("2024-04-01"))
	b := rehab.BreachesOf(f, &track)
	var parts []string
	for _, p := range b.Pack {
		parts = append(parts, string(p.Part))
	}
	if got := strings.Join(parts, " "); !b.NotReported || got != "warning late_proof receipt" {
		t.Errorf("not reported %v, pack %s", b.NotReported, got)
	}
}
