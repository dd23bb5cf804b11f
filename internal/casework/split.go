package casework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// SplitFile is a division of a village as those who choose see it.
type SplitFile struct {
	store.Split
	Cases []store.SplitCase // those asked for
	Sums  store.SplitSums   // of all
	Staff []store.SplitStaff
	Ahead bool // it can still be chosen
}

// Splits returns the divisions of villages of the actor's scope.
func (w *Work) Splits(ctx context.Context, actor access.Actor) (all []store.SplitLine, err error) {
	if !actor.May(access.SplitView) {
		return nil, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = tx.SplitLines(ctx)
		return err
	})
	return all, err
}

// SplitFile returns a division of a village of the actor's scope with a page of its cases, or fault.NotFound.
func (w *Work) SplitFile(ctx context.Context, actor access.Actor, id uuid.UUID, f store.SplitFilter) (v SplitFile, err error) {
	if !actor.May(access.SplitView) {
		return v, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if v.Split, err = splitOf(ctx, tx, actor, id); err != nil {
			return err
		}
		if v.Cases, v.Sums, err = tx.SplitCases(ctx, id, f, w.Today()); err != nil {
			return err
		}
		v.Ahead = v.AppliedAt == nil && v.Day > w.Today()
		if v.Ahead {
			v.Staff, err = tx.SplitStaff(ctx, v.Split)
		}
		return err
	})
	return v, err
}

// splitOf returns a division of a village of the actor's scope.
func splitOf(ctx context.Context, tx *store.Tx, actor access.Actor, id uuid.UUID) (store.Split, error) {
	s, err := tx.Split(ctx, id)
	if err == nil && !actor.Sees(s.FromCode) {
		return s, fault.ErrNotFound()
	}
	return s, err
}

// SplitForm says where cases and workers of a divided village go.
type SplitForm struct {
	store.SplitAnswers
	Rest bool // every other case without an answer stays
}

// SplitChosen is what became of a form.
type SplitChosen struct {
	Count   int // answers that are new
	Waiting int // cases that still have none
}

// ChooseSplit saves where cases go, each with an entry in the audit log, and computes those again whose answer is another. The same form sent twice does it once. Faults: not found (none of the
// actor's villages, or a case or worker that is not there), conflict (the day has come), invalid (nothing is chosen).
func (w *Work) ChooseSplit(ctx context.Context, actor access.Actor, f SplitForm) (done SplitChosen, err error) {
	if !actor.May(access.SplitChoose) {
		return done, fault.ErrNotFound()
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.HoldForm(ctx, f.Split); err != nil { // two who choose for one village come one after the other
			return err
		}
		s, err := splitOf(ctx, tx, actor, f.Split)
		if err != nil {
			return err
		}
		if again, err := tx.SplitFormDone(ctx, f.Form); err != nil || again {
			return err
		}
		if s.AppliedAt != nil || s.Day <= w.Today() {
			return fault.New(fault.Conflict, text.SplitOver, "Day", s.Day)
		}
		if err := f.narrow(ctx, tx, s); err != nil {
			return err
		}
		done.Count = len(f.Cases) + len(f.Staff)
		if done.Count == 0 {
			return nil
		}
		if err := tx.AddSplitAnswers(ctx, f.SplitAnswers, w.clock.Now()); err != nil {
			return err
		}
		return w.divide(ctx, tx, &f)
	})
	if err != nil {
		return done, err
	}
	v, err := w.SplitFile(ctx, actor, f.Split, store.SplitFilter{Limit: 1})
	done.Waiting = v.Sums.Waiting()
	return done, err
}

// narrow leaves only answers that are other than those there are.
func (f *SplitForm) narrow(ctx context.Context, tx *store.Tx, s store.Split) error {
	sent := len(f.Cases) > 0 || f.Rest
	open, err := tx.SplitOpen(ctx, s.ID)
	if err != nil {
		return err
	}
	for id, goes := range f.Cases {
		before, there := open[id]
		switch {
		case !there:
			delete(f.Cases, id) // it has ended or gone elsewhere since the page was read
		case before != nil && *before == goes:
			delete(f.Cases, id)
			delete(open, id)
		default:
			delete(open, id)
		}
	}
	for id, before := range open {
		if f.Rest && before == nil {
			f.Cases[id] = false
		}
	}
	posts, err := tx.SplitStaff(ctx, s)
	for id, goes := range f.Staff {
		i := slices.IndexFunc(posts, func(p store.SplitStaff) bool { return p.ID == id })
		if i < 0 || posts[i].Goes != nil && *posts[i].Goes == goes || posts[i].Goes == nil && posts[i].Follows == goes {
			delete(f.Staff, id)
		}
	}
	if err == nil && !sent && len(f.Staff) == 0 {
		return fault.New(fault.Invalid, text.SplitNothingChosen)
	}
	return err
}

// divide computes the cases with new answers again: the day on which they change hands is another.
func (w *Work) divide(ctx context.Context, tx *store.Tx, f *SplitForm) error {
	ids := make([]uuid.UUID, 0, len(f.Cases))
	for id := range f.Cases {
		ids = append(ids, id)
	}
	held, rules, err := tx.Hold(ctx, ids)
	if err != nil {
		return err
	}
	folders := w.folders(held, rules)
	for _, x := range folders {
		x.audits = append(x.audits, store.Audited{Action: access.SplitChoose, Case: x.file.ID, Person: x.file.PersonID, Subject: store.Subject("split", f.Split), Detail: map[string]any{"goes": f.Cases[x.file.ID]}})
	}
	for id, goes := range f.Staff {
		if err := tx.Audit(ctx, store.Audited{Action: access.SplitChoose, Subject: store.Subject("staff_post", id), Detail: map[string]any{"goes": goes}}); err != nil {
			return err
		}
	}
	return saveFolders(ctx, tx, folders...)
}
