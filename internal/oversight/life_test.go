package oversight_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// homes are two villages each of two townships, and one of a third.
var homes = []division.Code{testkit.Near, testkit.Far, division.MustParse("520381001003"), division.MustParse("520381101204"), division.MustParse("520381100201")}

// life is somebody to whom anything may happen that the rules allow on its day.
type life struct {
	r     *rand.Rand
	rules rehab.Rules
	file  rehab.File
	steps []casework.Step
}

// invent invents a life from its screening on: report-ins in time, late and never, rounds kept and missed, leaves, absences, moves, custody, letters, ends.
func invent(rules rehab.Rules, seed uint64, until date.Date) *life {
	l := &life{r: rand.New(rand.NewPCG(seed, 57)), rules: rules, file: rehab.File{Measure: rehab.Detox, TermMonths: 36}}
	if l.one(4) {
		l.file.Measure, l.file.TermMonths = rehab.Rehab, 12*(1+l.r.IntN(3))
	}
	l.file.Village = homes[l.r.IntN(len(homes))]
	day := until.AddMonths(-l.r.IntN(44)).AddDays(-l.r.IntN(40))
	if seed%7 == 0 { // only just begun
		day = until.AddDays(-l.r.IntN(40))
	}
	l.add(day, &rehab.Screening{Conclusion: rehab.Fit})
	day = min(day.AddDays(l.r.IntN(12)), until)
	l.add(day, &rehab.Decision{Place: l.file.Village})
	l.add(min(day.AddDays(l.r.IntN(3)), until), &rehab.Service{To: rehab.ToPerson})
	day = day.AddDays(3 + l.r.IntN(26))
	if day > until {
		return l
	}
	if l.one(6) {
		l.try(day, &rehab.GoodCause{Until: day.AddDays(30)})
	}
	if l.one(12) {
		return l // never comes
	}
	l.try(day, &rehab.ReportIn{Village: l.file.Village})
	for day = day.AddDays(1 + l.r.IntN(12)); day <= until; day = day.AddDays(1 + l.r.IntN(11)) {
		l.happen(day)
	}
	return l
}

func (l *life) one(in int) bool { return l.r.IntN(in) == 0 }

func (l *life) add(on date.Date, b rehab.Body) {
	key := uuid.Must(uuid.NewV7())
	y, m, d := on.YMD()
	at := time.Date(y, time.Month(m), d, 10, 0, len(l.steps)%60, 0, clock.Shanghai)
	l.file.Facts = append(l.file.Facts, rehab.Fact{ID: key.String(), Date: on, RecordedAt: at, Body: b})
	l.steps = append(l.steps, casework.Step{Actor: access.SystemActor(access.AccountSetup), Action: casework.RecordAction(b.Kind()), At: at, Entry: casework.Entry{Key: key, Date: on, Body: b}})
}

// try adds the fact if the rules have nothing against it.
func (l *life) try(on date.Date, b rehab.Body) bool {
	if why, flaw := rehab.Objection(l.rules, l.file, rehab.Fact{ID: "next", Date: on, Body: b}, on); why != "" || flaw != "" {
		return false
	}
	l.add(on, b)
	return true
}

// happen lets one of the things happen that may, the everyday ones most often.
func (l *life) happen(day date.Date) {
	t := rehab.Compute(l.rules, l.file, day)
	var all []rehab.Body
	often := func(n int, b rehab.Body) {
		for range n {
			all = append(all, b)
		}
	}
	no := false
	for _, c := range []rehab.ContactType{rehab.Report, rehab.Visit, rehab.Talk} {
		often(3, &rehab.Contact{Type: c})
	}
	often(6, &rehab.DrugTest{Result: rehab.Negative})
	often(1, &rehab.DrugTest{Result: rehab.Refused})
	often(1, &rehab.DrugTest{Result: rehab.Absent, GoodCause: &no})
	often(1, &rehab.DrugTest{Result: rehab.Invalid})
	often(1, &rehab.Leave{From: day.AddDays(l.r.IntN(9)), Until: day.AddDays(9 + l.r.IntN(30))})
	often(1, &rehab.Departure{})
	often(1, &rehab.Admonition{})
	if l.one(4) {
		often(2, &rehab.DrugTest{Result: rehab.Positive})
		often(2, &rehab.Suspension{Authority: "administrative_detention"})
		often(1, &rehab.Warning{})
	}
	if l.one(150) {
		often(30, &rehab.Termination{Reason: "death"})
		often(30, &rehab.Isolation{Reason: "再次吸毒"})
	}
	if t.Stage == rehab.StageTermEnded && l.one(6) {
		often(60, &rehab.Discharge{})
	}
	for k := 1; k <= 3; k++ {
		often(4, &rehab.Assessment{Phase: k, Result: []rehab.Grade{rehab.Pass, rehab.Pass, rehab.Fail}[l.r.IntN(3)]})
	}
	often(1, &rehab.FinalAssessment{Result: rehab.Pass})
	l.answers(&t, often)
	for range 6 { // some of them are not allowed today
		if b := all[l.r.IntN(len(all))]; l.try(day, b) {
			return
		}
	}
}

// answers are what may be said to things begun earlier: leaves, absences, custody, moves, breaches.
func (l *life) answers(t *rehab.Track, often func(int, rehab.Body)) {
	for _, x := range l.file.Facts {
		switch x.Body.(type) {
		case *rehab.Leave:
			often(3, &rehab.LeaveDecision{Of: x.ID, Agreed: !l.one(4)})
			often(2, &rehab.LeaveReturn{Of: x.ID})
			often(1, &rehab.LeaveExtension{Of: x.ID, Until: t.Today.AddDays(5 + l.r.IntN(20))})
		case *rehab.Departure:
			often(2, &rehab.DepartureReturn{Of: x.ID})
		case *rehab.Suspension:
			often(3, &rehab.Resumption{Of: x.ID})
		}
	}
	if b := t.SeriousBreach; b != nil && b.Open {
		if len(l.file.Facts)%17 == 0 { // without drawing, so that the other lives stay as they were
			often(2, &rehab.PoliceReport{})
		}
		often(3, &rehab.PoliceOutcome{Of: rehab.AboutSeriousBreach, Outcome: rehab.Continue, Reason: "责令继续"})
	}
	for i := range t.Windows {
		if w := &t.Windows[i]; w.State == rehab.WindowMissed && l.one(6) {
			often(1, &rehab.ExcuseWindow{Window: w.Month, Reason: "住院"})
		}
	}
	to := rehab.Destination(homes[l.r.IntN(len(homes))].String())
	if l.one(6) {
		to = rehab.ToOutside("520330")
	}
	ch := t.Change
	if ch == nil {
		if to.Code() != t.Answerable {
			often(2, &rehab.TransferRequest{To: to, Reason: rehab.Residence})
		}
		return
	}
	on := rehab.Destination(ch.Village.String())
	if ch.Out {
		on = ch.To
	}
	for _, b := range []rehab.Body{&rehab.TransferOrigin{Of: ch.Request, Agreed: true}, &rehab.TransferDestination{Of: ch.Request, Agreed: true, Village: ch.Village}, &rehab.TransferPoliceNotified{Of: ch.Request},
		&rehab.Transfer{To: on, Of: ch.Request, Out: ch.Out}, &rehab.TransferReportIn{Of: ch.Transfer, Village: ch.Village}, &rehab.TransferReceipt{Of: ch.Transfer}} {
		often(4, b)
	}
}

// keep writes the life into the database, as it was recorded day by day.
func (l *life) keep(t *testing.T, s *testkit.Service, seq int) {
	t.Helper()
	p := casework.Person{Name: fmt.Sprintf("甄编%c", rune('一'+seq)), DocumentType: "id_card", Document: testkit.IDNumber(date.New(1985, 3, 7), 2*seq+1), Phone: "13900000000"}
	in := casework.Intake{Key: uuid.Must(uuid.NewV7()), Measure: l.file.Measure, Term: l.file.TermMonths, Place: l.file.Village, Date: l.file.Facts[0].Date, Person: p}
	l.steps[0].Actor.Unit = testkit.Actor(t, s, "police1").Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, l.steps); err != nil {
		t.Fatalf("life %d: %v", seq, err)
	}
}
