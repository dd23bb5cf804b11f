package work_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// draft keeps a draft of common practice from the new year on.
func draft(t *testing.T, b *bench, office access.Actor) uuid.UUID {
	t.Helper()
	id, p := uuid.Must(uuid.NewV7()), rehab.CommonPracticeDetox()
	p.Reward = []int{6000, 12000, 24000}
	p.Staffing.Pay = 70000
	if err := b.Registry.SavePolicyPlan(t.Context(), office, id, 0, registry.PolicyDraft{Effective: date.New(2027, 1, 1), Name: "试验", Policy: p}); err != nil {
		t.Fatal(err)
	}
	return id
}

func (b *bench) whatIf(t *testing.T, o *oversight.Office, office access.Actor, plan uuid.UUID) *oversight.WhatIf {
	t.Helper()
	for range 600 {
		w, err := o.WhatIfOf(t.Context(), office, plan)
		if err != nil {
			t.Fatal(err)
		}
		if w != nil && w.Over() {
			return w
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("nothing comes of the what-if")
	return nil
}

// TestWhatIf works out by a job what a draft would change, and compares every sum with a plain recount of the cases.
func TestWhatIf(t *testing.T) {
	b := open(t)
	o := oversight.New(b.Store, b.Clock.Today)
	b.deps.WhatIfs = o
	office := testkit.Actor(t, b.Service, "office1")
	near := testkit.Case(t, b.Service, testkit.Near, date.New(2025, 6, 3), 1)
	testkit.Case(t, b.Service, testkit.Far, date.New(2024, 2, 20), 2)
	plan := draft(t, b, office)
	key := uuid.Must(uuid.NewV7())
	for range 2 { // the form sent twice asks once
		if err := o.AskWhatIf(t.Context(), office, key, plan); err != nil {
			t.Fatal(err)
		}
	}
	b.start(t)
	w := b.whatIf(t, o, office, plan)
	if w.State != store.ExportDone || w.Prospect.Cases != 2 || w.Prospect.Changed != 2 || len(w.Cases) != 2 || w.Done != w.Total || w.Stale {
		t.Fatalf("%+v %+v", w.WhatIf, w.Prospect)
	}
	var want [2]rehab.Outlook
	err := b.Store.Read(t.Context(), office, func(tx *store.Tx) error {
		rules, err := tx.Rules(t.Context())
		if err != nil {
			return err
		}
		p := rehab.CommonPracticeDetox()
		p.Reward, p.Effective = []int{6000, 12000, 24000}, date.New(2027, 1, 1)
		files, err := tx.CaseFiles(t.Context(), uuid.Nil, 10)
		for i, r := range []rehab.Rules{rules, {Versions: append(rules.Versions, p), Holidays: rules.Holidays}} {
			for _, f := range files {
				track := rehab.Compute(r, f.File, b.Clock.Today())
				for _, x := range track.Windows {
					if x.To >= date.New(2027, 1, 1) && x.To <= date.New(2027, 12, 31) && x.State != rehab.WindowExcused {
						want[i].Tests++
					}
				}
				for _, x := range track.Phases {
					if x.End >= date.New(2027, 1, 1) && x.End <= date.New(2027, 12, 31) {
						want[i].Fen += x.Reward
					}
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := w.Prospect.Twelve
	if got.Before.Tests != want[0].Tests || got.After.Tests != want[1].Tests || got.Before.Fen != want[0].Fen || got.After.Fen != want[1].Fen || want[0].Tests == want[1].Tests || want[0].Fen == want[1].Fen {
		t.Errorf("%+v, want %+v", got, want)
	}
	if w.Prospect.StaffAfter.Pay*65000 != w.Prospect.StaffBefore.Pay*70000 || w.Prospect.StaffBefore.FullTime == 0 || len(w.Prospect.Places) != 2 {
		t.Errorf("%+v", w.Prospect)
	}
	if most := w.Cases[0]; most.Before.Tests-most.After.Tests < w.Cases[1].Before.Tests-w.Cases[1].After.Tests || most.CaseID == near && most.Name == "" {
		t.Errorf("%+v", w.Cases)
	}
	if _, err := o.WhatIfOf(t.Context(), testkit.Actor(t, b.Service, "town3"), plan); err == nil {
		t.Error("a township reads the office's draft")
	}
}

// TestWhatIfIsCancelledAndGivenUp: one that is cancelled stays so whatever its job does, and one whose job is gone is said to be over.
func TestWhatIfIsCancelledAndGivenUp(t *testing.T) {
	b := open(t)
	o := oversight.New(b.Store, b.Clock.Today)
	b.deps.WhatIfs = o
	office := testkit.Actor(t, b.Service, "office1")
	plan := draft(t, b, office)
	ask := func() uuid.UUID {
		key := uuid.Must(uuid.NewV7())
		if err := o.AskWhatIf(t.Context(), office, key, plan); err != nil {
			t.Fatal(err)
		}
		return key
	}
	first := ask()
	if err := o.CancelWhatIf(t.Context(), office, plan); err != nil {
		t.Fatal(err)
	}
	if err := o.WorkOutWhatIf(t.Context(), first); err != nil {
		t.Error(err)
	}
	if w := b.whatIf(t, o, office, plan); w.State != store.ExportCancelled {
		t.Errorf("it is %s", w.State)
	}
	ask()
	if _, err := b.Store.Pool().Exec(t.Context(), `delete from river_job`); err != nil {
		t.Fatal(err)
	}
	b.start(t)
	if w := b.whatIf(t, o, office, plan); w.Failure == nil || *w.Failure != oversight.WhatIfInterrupted {
		t.Errorf("%+v", w.WhatIf)
	}
}

// TestRecomputeAfterPublishing: cases are computed again by the job that the publication put, also when a program ended in the midst and when two versions are published at once.
func TestRecomputeAfterPublishing(t *testing.T) {
	b := open(t)
	office := testkit.Actor(t, b.Service, "office1")
	id := testkit.Case(t, b.Service, testkit.Near, date.New(2025, 6, 3), 1)
	publish := func(day date.Date, every int) error {
		p := rehab.Chishui()
		p.Interval = []int{every, every, every}
		return b.Registry.PublishPolicy(t.Context(), office, registry.PolicyDraft{Effective: day, Name: "试验", Policy: p})
	}
	if err := publish(date.New(2026, 12, 1), 3); err != nil {
		t.Fatal(err)
	}
	run, err := b.Registry.Recomputing(t.Context(), office)
	if err != nil || run == nil || run.MarkedAt != nil {
		t.Fatalf("%+v %v", run, err)
	}
	// A program marks the cases and ends before it has computed them.
	if err := b.Store.WithTx(t.Context(), access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		_, err := tx.MarkRuns(t.Context(), b.Clock.Today(), b.Clock.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if run, err = b.Registry.Recomputing(t.Context(), office); err != nil || run.Total != 1 || run.Left != 1 {
		t.Fatalf("%+v %v", run, err)
	}
	errs := make(chan error, 2) // two at once, of one day: one of them is refused
	for _, every := range []int{2, 4} {
		go func() { errs <- publish(date.New(2027, 1, 1), every) }()
	}
	if first, second := <-errs, <-errs; (first == nil) == (second == nil) {
		t.Errorf("two versions of one day: %v, %v", first, second)
	}
	b.deps.Recompute = func(ctx context.Context) (int, error) { return b.Work.Recompute(ctx) }
	b.start(t)
	for range 200 {
		if run, err = b.Registry.Recomputing(t.Context(), office); err != nil || run == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err != nil || run != nil {
		t.Fatalf("%+v %v", run, err)
	}
	differs := 0
	if _, err := b.Work.Rebuild(t.Context(), false, func(d casework.Difference) { differs++ }); err != nil || differs != 0 {
		t.Errorf("%d cases differ: %v", differs, err)
	}
	var windows int
	err = b.Store.WithTx(t.Context(), access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		d, err := tx.DerivedOf(t.Context(), id)
		for _, m := range d.Months {
			if m.WindowEnds {
				windows++
			}
		}
		return err
	})
	if err != nil || windows > 26 { // one a month would be 36
		t.Errorf("%d windows: %v", windows, err)
	}
}
