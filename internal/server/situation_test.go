package server_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// situation is how a case can stand on the tests' day.
type situation struct {
	name    string
	stage   rehab.Stage
	measure rehab.Measure // empty: detox
	term    int           // months; 0: 36
	life    func() []casework.Step
	letter  bool // a warning and its letter come after the life
}

// make makes a case that stands so; each is of another person.
func (s *situation) make(t *testing.T, on *testkit.Service, seq int) uuid.UUID {
	t.Helper()
	steps := s.life()
	steps[0].Actor.Unit = testkit.Actor(t, on, "police1").Unit
	in := casework.Intake{Key: uuid.Must(uuid.NewV7()), Measure: rehab.Detox, Term: 36, Place: testkit.Near, Date: steps[0].Entry.Date,
		Person: casework.Person{Name: fmt.Sprintf("甄%c%c", '一'+rune(seq/100), '一'+rune(seq%100)), DocumentType: "passport", Document: fmt.Sprintf("E%08d", seq), Birth: date.New(1988, 5, 9), Sex: "male",
			Work: "木工", RegisteredAddress: "贵州省赤水市甄家巷1号", ActualAddress: "贵州省赤水市甄家巷2号", Ethnicity: "01", Education: "30", Marital: "10"}}
	if s.measure != "" {
		in.Measure = s.measure
	}
	if s.term != 0 {
		in.Term = s.term
	}
	if _, err := on.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, steps); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	if s.letter {
		issuePaper(t, on, "town2", in.Key.String())
	}
	return in.Key
}

// onwards is a life with more steps after it.
func onwards(life []casework.Step, more ...casework.Step) []casework.Step {
	return append(life, more...)
}

func screenedOn(on date.Date, c rehab.Conclusion) []casework.Step {
	return one(access.ScreeningRecord, on, &rehab.Screening{Conclusion: c, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair})
}

func decided(on date.Date) []casework.Step {
	return onwards(screenedOn(on-1, rehab.Fit), step(access.DecisionApprove, on, &rehab.Decision{Place: testkit.Near}))
}

func served(on date.Date) []casework.Step {
	return onwards(decided(on),
		step(access.ServiceRecord, on, &rehab.Service{To: rehab.ToPerson}),
		step(access.ServiceRecord, on, &rehab.Service{To: rehab.ToFamily, Receiver: "甄家属", Relation: "母"}),
		step(access.ServiceRecord, on, &rehab.Service{To: rehab.ToTownship}))
}

// since is a case in execution since a day, which has been served a week before.
func since(reportIn date.Date, more ...casework.Step) []casework.Step {
	return onwards(onwards(served(reportIn-7), step(access.ReportInRecord, reportIn, &rehab.ReportIn{Village: testkit.Near})), more...)
}

// after is since with what follows from one fact.
func after(first casework.Step, more ...func(of string) casework.Step) []casework.Step {
	life := since(reported, first)
	for _, m := range more {
		life = append(life, m(first.Entry.Key.String()))
	}
	return life
}

// follows makes a step that is about an earlier fact.
func follows(action access.Action, on date.Date, body func(of string) rehab.Body) func(string) casework.Step {
	return func(of string) casework.Step { return step(action, on, body(of)) }
}

// moving is a residence change brought up to a number of its steps: requested, agreed, accepted, police told, in force, arrived.
func moving(steps int) []casework.Step { return since(reported, stepsOfMove()[:steps]...) }

// readdressing is a residence change of somebody who has not reported in, which needs no arrival.
func readdressing(steps int) []casework.Step {
	return onwards(served(day(11, 1)), stepsOfMove()[:steps]...)
}

func stepsOfMove() []casework.Step {
	asked := step(access.TransferRequest, day(11, 3), &rehab.TransferRequest{To: rehab.Destination(testkit.Far.String()), Reason: rehab.Residence})
	of := asked.Entry.Key.String()
	moved := step(access.TransferReceive, day(11, 9), &rehab.Transfer{To: rehab.Destination(testkit.Far.String()), Of: of})
	return []casework.Step{
		asked,
		step(access.TransferDecide, day(11, 4), &rehab.TransferOrigin{Of: of, Agreed: true}),
		step(access.TransferDecide, day(11, 5), &rehab.TransferDestination{Of: of, Agreed: true, Village: testkit.Far}),
		step(access.TransferReceive, day(11, 6), &rehab.TransferPoliceNotified{Of: of}),
		moved,
		step(access.TransferReceive, day(11, 12), &rehab.TransferReportIn{Of: moved.Entry.Key.String(), Village: testkit.Far}),
	}
}

// refusedMove is a residence change that one side did not want.
func refusedMove(byOrigin bool) []casework.Step {
	life := moving(1)
	of := life[len(life)-1].Entry.Key.String()
	if byOrigin {
		return onwards(life, step(access.TransferDecide, day(11, 4), &rehab.TransferOrigin{Of: of, Reason: "住址不实"}))
	}
	return onwards(life, step(access.TransferDecide, day(11, 4), &rehab.TransferOrigin{Of: of, Agreed: true}),
		step(access.TransferDecide, day(11, 5), &rehab.TransferDestination{Of: of, Reason: "没有住处"}))
}

// outside is movingOut brought up to a number of its steps, 5 with the receipt.
func outside(steps int) []casework.Step {
	all := movingOut()
	all = append(all, step(access.TransferReceive, day(11, 16), &rehab.TransferReceipt{Of: all[len(all)-1].Entry.Key.String()}))
	return since(reported, all[:steps]...)
}

func refusedTests(n int) []casework.Step {
	var out []casework.Step
	for i := range n {
		out = append(out, step(access.DrugTestRecord, date.New(2026, 5+i, 8), &rehab.DrugTest{Result: rehab.Refused}))
	}
	return out
}

// Days of report-in with something near on the tests' day, 23 Nov 2026.
var (
	phaseEnding = date.New(2025, 12, 1)  // the first phase ends on 30 Nov 2026
	termEnding  = date.New(2023, 12, 10) // the last day is 9 Dec 2026
	termEnded   = date.New(2023, 11, 20) // the last day was 19 Nov 2026
)
