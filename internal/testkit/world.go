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

// Case makes a detox case in execution at a village since a day: screened, decided and served two weeks before, reported in on the day.
// seq tells persons apart.
func Case(t testing.TB, s *Service, village division.Code, reportIn date.Date, seq int) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	system := access.SystemActor(access.AccountSetup)
	police, town := system, system
	police.Unit = Actor(t, s, "police1").Unit
	decided := reportIn - 14
	step := func(a access.Actor, action access.Action, day date.Date, b rehab.Body) casework.Step {
		at := time.Date(1, 1, 1, 10, 0, 0, 0, clock.Shanghai).AddDate(0, 0, int(day)-1)
		return casework.Step{Actor: a, Action: action, At: at, Entry: casework.Entry{Key: uuid.Must(uuid.NewV7()), Date: day, Body: b}}
	}
	in := casework.Intake{
		Key: id, Measure: rehab.Detox, Term: 36, Place: village, Date: decided - 1,
		Person: casework.Person{Name: fmt.Sprintf("甄编%c", rune('一'+seq)), DocumentType: "id_card", Document: IDNumber(date.New(1985, 3, 7), 2*seq+1), Phone: "13900000000"},
	}
	_, err := s.Work.Replay(t.Context(), system, in, []casework.Step{
		step(police, access.ScreeningRecord, decided-1, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair}),
		step(police, access.DecisionApprove, decided, &rehab.Decision{Place: village}),
		step(police, access.ServiceRecord, decided, &rehab.Service{To: rehab.ToPerson}),
		step(police, access.ServiceRecord, decided, &rehab.Service{To: rehab.ToFamily, Receiver: "甄家属", Relation: "母"}),
		step(police, access.ServiceRecord, decided, &rehab.Service{To: rehab.ToTownship}),
		step(town, access.ReportInRecord, reportIn, &rehab.ReportIn{Village: village}),
	})
	if err != nil {
		t.Fatalf("testkit: no case: %v", err)
	}
	return id
}
