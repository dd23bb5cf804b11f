package casework_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestNobodyIsEverWithoutAnAnswerableOffice follows wanderers day by day: after the decision there is an answerable office on each day, it is the one
// where the person last reported in, and each window, month and duty of an office names the office that it belongs to.
func TestNobodyIsEverWithoutAnAnswerableOffice(t *testing.T) {
	for seed := range uint64(60) {
		w := wander(seed, testkit.Today)
		for day := w.file.Facts[1].Date; day <= testkit.Today+40; day++ {
			k := rehab.Compute(ruleBook, seen(w.file, day), day)
			if want := w.answerable(day); k.Answerable != want {
				t.Fatalf("seed %d, %s: %s answers, want %s\n%s", seed, day, k.Answerable, want, w)
			}
			for i := range k.Windows {
				if x := &k.Windows[i]; k.ReportIn != nil && x.Answerable != w.answerable(min(x.To, day)) {
					t.Fatalf("seed %d, %s: the window to %s is %s's, want %s\n%s", seed, day, x.To, x.Answerable, w.answerable(min(x.To, day)), w)
				}
			}
			for i := range k.Months {
				if x := &k.Months[i]; x.Answerable != w.answerable(min(x.To, day)) {
					t.Fatalf("seed %d, %s: %s is %s's, want %s\n%s", seed, day, x.Month, x.Answerable, w.answerable(min(x.To, day)), w)
				}
			}
			for _, d := range k.Obligations {
				outside := d.Kind == rehab.DutyTransferReportIn && k.Change != nil && k.Change.Out
				if d.Division.IsZero() && !outside {
					t.Fatalf("seed %d, %s: nobody owes %s\n%s", seed, day, d.Kind, w)
				}
			}
		}
	}
}

// seen is what of the file is on or before a day.
func seen(f rehab.File, day date.Date) rehab.File {
	n := 0
	for n < len(f.Facts) && f.Facts[n].Date <= day {
		n++
	}
	f.Facts = f.Facts[:n]
	return f
}

// String is the wanderer's life, a line a fact.
func (w *wanderer) String() (out string) {
	for _, x := range w.file.Facts {
		out += fmt.Sprintf("%s %s %s %+v\n", x.Date, x.ID[24:], x.Body.Kind(), x.Body)
	}
	return out
}

// TestExactlyOneOfficeAnswers keeps wanderers in the database: each case has one row of access that answers, the offices on the way and those left see
// what they should, and of two townships exactly one may act.
func TestExactlyOneOfficeAnswers(t *testing.T) {
	s := testkit.Serve(t, nil)
	moved, out, ended := 0, 0, 0
	for seed := range uint64(40) {
		w := wander(seed, testkit.Today)
		id := keep(t, s, w, int(seed))
		k := rehab.Compute(ruleBook, w.file, testkit.Today)
		var d store.Derived
		if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) { d, err = tx.DerivedOf(t.Context(), id); return err }); err != nil {
			t.Fatal(err)
		}
		want := w.answerable(testkit.Today)
		readings := map[access.Reading][]division.Code{}
		for _, a := range d.Access {
			readings[a.Reading] = append(readings[a.Reading], a.Division)
		}
		if is := readings[access.Answerable]; len(is) != 1 || is[0] != want || d.Summary.Answerable != want {
			t.Fatalf("seed %d: %v answer, the list says %s, want %s\n%s", seed, is, d.Summary.Answerable, want, w)
		}
		coming := readings[access.Incoming]
		if expects := k.Change != nil && !k.Change.Out && k.Change.Step != rehab.StepOrigin && k.Change.Step != rehab.StepRefused && k.Change.Village != want; expects != (len(coming) == 1) || len(coming) > 1 {
			t.Errorf("seed %d: incoming to %v with the change %+v\n%s", seed, coming, k.Change, w)
		}
		for _, left := range readings[access.Stub] {
			if left == want {
				t.Errorf("seed %d: %s answers and has left\n%s", seed, left, w)
			}
		}
		for _, o := range d.Obligations {
			if o.Division.IsZero() {
				t.Errorf("seed %d: nobody owes %s\n%s", seed, o.Kind, w)
			}
		}
		for _, m := range d.Months {
			if end := min(m.Month.Month().Last(), testkit.Today); m.Division != w.answerable(end) {
				t.Errorf("seed %d: %s is %s's, want %s\n%s", seed, m.Month, m.Division, w.answerable(end), w)
			}
		}
		oneActs(t, s, id, want, coming)
		moved, out, ended = moved+len(readings[access.Stub]), out+count(k.Stage == rehab.StageMovedOut), ended+count(k.Exit != nil)
	}
	if moved < 5 || out < 1 || ended < 3 {
		t.Errorf("the lives are too quiet: %d offices left, %d moved out, %d ended", moved, out, ended)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

func keep(t *testing.T, s *testkit.Service, w *wanderer, seq int) uuid.UUID {
	t.Helper()
	in := casework.Intake{Key: uuid.Must(uuid.NewV7()), Measure: rehab.Detox, Term: 36, Place: homes[0], Date: w.file.Facts[0].Date,
		Person: casework.Person{Name: fmt.Sprintf("甄行%c", '一'+rune(seq)), DocumentType: "passport", Document: fmt.Sprintf("E%08d", seq), Birth: date.New(1988, 5, 9), Sex: "male"}}
	w.steps[0].Actor.Unit = testkit.Actor(t, s, "police1").Unit
	if _, err := s.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, w.steps); err != nil {
		t.Fatalf("%v\n%s", err, w)
	}
	return in.Key
}

// oneActs asks both townships: who answers sees the case and may act on it, who awaits the person sees it and may not, and nobody else sees it.
func oneActs(t *testing.T, s *testkit.Service, id uuid.UUID, answers division.Code, coming []division.Code) {
	t.Helper()
	for _, login := range []string{"town2", "town3"} {
		actor := testkit.Actor(t, s, login)
		o, err := s.Work.Open(t.Context(), actor, id)
		sees := actor.Sees(answers)
		for _, to := range coming {
			sees = sees || actor.Sees(to)
		}
		if (err == nil) != sees {
			t.Errorf("%s sees the case: %v, want %t", login, err, sees)
		}
		if _, mine := o.RecordedBy(actor, rehab.KindTest); err == nil && mine != actor.Sees(answers) {
			t.Errorf("%s may record a test: %t", login, mine)
		}
	}
}
