package casework

import (
	"context"
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// recomputeBatch is how many cases one transaction computes again.
const recomputeBatch = 50

// Recompute computes every case again whose recompute day has come, in batches, and returns how many. After a change of the rules it marks every case first, and says that
// the change is done with when none is left; an end in the midst loses nothing. The server calls it before it says it is ready, again and again, and in the job that follows a
// change of the rules; several at once do no harm.
func (w *Work) Recompute(ctx context.Context) (total int, err error) {
	for more := true; more && err == nil; {
		if more, err = w.markRuns(ctx); err != nil {
			return total, err
		}
		var n int
		n, err = w.recomputeDue(ctx)
		total += n
	}
	if err == nil {
		err = w.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error { return tx.FinishRuns(ctx, w.clock.Today(), w.clock.Now()) })
	}
	return total, err
}

// markRuns marks every case after changes of the rules; the program itself does, after they are saved: who saved them need not see any case.
func (w *Work) markRuns(ctx context.Context) (marked bool, err error) {
	err = w.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		marked, err = tx.MarkRuns(ctx, w.clock.Today(), w.clock.Now())
		return err
	})
	return marked, err
}

func (w *Work) recomputeDue(ctx context.Context) (int, error) {
	actor, total := access.SystemActor(access.AccountNightly), 0
	for {
		var n int
		err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
			ids, err := tx.CasesToRecompute(ctx, w.clock.Today(), recomputeBatch)
			if err != nil {
				return err
			}
			n = len(ids)
			return w.recompute(ctx, tx, ids)
		})
		total += n
		if err != nil || n < recomputeBatch {
			return total, err
		}
	}
}

func (w *Work) recompute(ctx context.Context, tx *store.Tx, ids []uuid.UUID) error {
	held, rules, err := tx.Hold(ctx, ids)
	if err != nil {
		return err
	}
	return saveFolders(ctx, tx, w.folders(held, rules)...)
}

// Difference is a case whose stored rows are not what its facts say.
type Difference struct {
	Case uuid.UUID
	What string // field by field, stored (-) against computed (+); no name and no number of a person
}

// Rebuild computes every case from its facts, calls report for each whose stored rows differ, and with write puts them right. It returns how many cases it read.
func (w *Work) Rebuild(ctx context.Context, write bool, report func(Difference)) (int, error) {
	actor, total, after := access.SystemActor(access.AccountRebuild), 0, uuid.Nil
	for {
		var ids []uuid.UUID
		err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
			var err error
			if ids, err = tx.AllCases(ctx, after, recomputeBatch); err != nil || len(ids) == 0 {
				return err
			}
			return w.rebuild(ctx, tx, ids, write, report)
		})
		total += len(ids)
		if err != nil || len(ids) < recomputeBatch {
			return total, err
		}
		after = ids[len(ids)-1]
	}
}

func (w *Work) rebuild(ctx context.Context, tx *store.Tx, ids []uuid.UUID, write bool, report func(Difference)) error {
	held, rules, err := tx.Hold(ctx, ids)
	if err != nil {
		return err
	}
	var differing []*folder
	for _, f := range w.folders(held, rules) {
		stored, err := tx.DerivedOf(ctx, f.file.ID)
		if err != nil {
			return err
		}
		computed := store.Derived{Summary: f.summary(), Obligations: f.obligations(), Months: f.months(), Access: f.access(), Holds: stored.Holds}
		// The day of the last computation is not a difference: a case is computed again only when its day has come.
		computed.Summary.ComputedOn = stored.Summary.ComputedOn
		slices.SortFunc(computed.Access, compareAccess)
		diff := cmp.Diff(stored, computed, cmpopts.EquateEmpty())
		if diff == "" {
			continue
		}
		report(Difference{f.file.ID, diff})
		differing = append(differing, f)
	}
	if !write {
		return nil
	}
	return saveFolders(ctx, tx, differing...)
}

func compareAccess(a, b store.CaseAccess) int {
	if a.Division != b.Division {
		return int(a.Division - b.Division)
	}
	if a.Reading < b.Reading {
		return -1
	}
	return 1
}
