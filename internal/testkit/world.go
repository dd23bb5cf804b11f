package testkit

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// The two ends of the tests' world. The demo accounts police1, police2, town1, town2 and village1 see Near and not Far; town3 and village2
// see Far and not Near (village2 if Far is its village); office1 sees both; departments and administrators neither.
var (
	Near = division.MustParse("520381001006") // 滨江社区
	Far  = division.MustParse("520381101201") // a village of 复兴镇
)

// Actor returns the actor of a demo account.
func Actor(t testing.TB, s *Service, login string) access.Actor {
	t.Helper()
	a, err := s.Registry.Actor(t.Context(), login)
	if err != nil {
		t.Fatalf("testkit: no actor %s: %v", login, err)
	}
	return a
}

// IDNumber returns an invented ID number with a right check character: 520381, the birth, and seq (0 to 999; odd for men).
func IDNumber(birth date.Date, seq int) string {
	y, m, d := birth.YMD()
	first := fmt.Sprintf("520381%04d%02d%02d%03d", y, m, d, seq%1000)
	return first + string(rehab.IDCheckCharacter(first))
}

// Case makes a detox case in execution at a village since a day: screened, decided and served two weeks before, reported in on the day, and
// then what the steps say, in order. seq (0 to 99) tells persons apart; of each everything is known that a paper asks for.
func Case(t testing.TB, s *Service, village division.Code, reportIn date.Date, seq int, more ...casework.Step) uuid.UUID {
	t.Helper()
	p := person(seq)
	p.Work, p.RegisteredAddress, p.ActualAddress, p.Ethnicity, p.Education, p.Marital = "木工", "贵州省赤水市甄家巷1号", "贵州省赤水市甄家巷2号", "01", "30", "10"
	return caseOf(t, s, p, village, reportIn, more)
}

// BareCase is Case of somebody of whom no more is known than name, document and telephone.
func BareCase(t testing.TB, s *Service, village division.Code, reportIn date.Date, seq int, more ...casework.Step) uuid.UUID {
	t.Helper()
	return caseOf(t, s, person(seq), village, reportIn, more)
}

func person(seq int) casework.Person {
	return casework.Person{Name: fmt.Sprintf("甄编%c", rune('一'+seq)), DocumentType: "id_card", Document: IDNumber(date.New(1985, 3, 7), 2*seq+1), Phone: "13900000000"}
}

func caseOf(t testing.TB, s *Service, p casework.Person, village division.Code, reportIn date.Date, more []casework.Step) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	decided := reportIn - 14
	in := casework.Intake{Key: id, Measure: rehab.Detox, Term: 36, Place: village, Date: decided - 1, Person: p}
	steps := append([]casework.Step{
		Step(access.ScreeningRecord, decided-1, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair}),
		Step(access.DecisionApprove, decided, &rehab.Decision{Place: village}),
		Step(access.ServiceRecord, decided, &rehab.Service{To: rehab.ToPerson}),
		Step(access.ServiceRecord, decided, &rehab.Service{To: rehab.ToFamily, Receiver: "甄家属", Relation: "母"}),
		Step(access.ServiceRecord, decided, &rehab.Service{To: rehab.ToTownship}),
		Step(access.ReportInRecord, reportIn, &rehab.ReportIn{Village: village}),
	}, more...)
	steps[0].Actor.Unit = Actor(t, s, "police1").Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, steps); err != nil {
		t.Fatalf("testkit: no case: %v", err)
	}
	return id
}

// Step is a fact of a day, entered by the program itself at ten in the morning of that day.
func Step(action access.Action, day date.Date, b rehab.Body) casework.Step {
	y, m, d := day.YMD()
	return casework.Step{
		Actor: access.SystemActor(access.AccountSetup), Action: action, At: time.Date(y, time.Month(m), d, 10, 0, 0, 0, clock.Shanghai),
		Entry: casework.Entry{Key: uuid.Must(uuid.NewV7()), Date: day, Body: b},
	}
}

// PassedPhase are the steps of a first phase that is passed: a negative test in each of its twelve months and the township's assessment.
func PassedPhase(reportIn date.Date) []casework.Step {
	var steps []casework.Step
	for m := reportIn.Month() + 1; m <= reportIn.Month()+12; m++ {
		steps = append(steps, Step(access.DrugTestRecord, min(m.First()+4, reportIn.AddMonths(12)-1), &rehab.DrugTest{Result: rehab.Negative}))
	}
	return append(steps, Step(access.AssessmentDecide, reportIn.AddMonths(12)+1, &rehab.Assessment{Phase: 1, Result: rehab.Pass}))
}
