package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// LeaveList is a page of the leaves of an actor's scope that somebody still has to act on.
type LeaveList struct {
	Lines  []store.LeaveLine
	More   bool
	Counts map[string]int // by state, of all pages and states
}

// Leaves returns the leaves asked for, under way and overdue, the one due first first, at most limit, after the given one.
func (w *Work) Leaves(ctx context.Context, actor access.Actor, f store.LeaveFilter, after store.DutyKey, limit int) (l LeaveList, err error) {
	if !actor.May(access.LeaveView) {
		return l, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if l.Lines, err = tx.LeaveLines(ctx, f, w.clock.Today(), after, limit+1); err != nil {
			return err
		}
		l.Counts, err = tx.LeaveCounts(ctx, f, w.clock.Today())
		return err
	})
	if len(l.Lines) > limit {
		l.Lines, l.More = l.Lines[:limit], true
	}
	return l, err
}

// LeaveFile is a leave with the facts that answered it, those that stand.
type LeaveFile struct {
	Status     rehab.LeaveStatus
	Asked      store.RecordedFact
	Decision   *store.RecordedFact  // the newest; nil while undecided
	Extensions []store.RecordedFact // by day
	Return     *store.RecordedFact  // nil while not returned
}

// Leave returns a leave of the case; false when it has none with the id, or it is void.
func (o *Opened) Leave(id string) (LeaveFile, bool) {
	var l LeaveFile
	for _, s := range o.Track.Leaves {
		if s.Fact == id {
			l.Status = s
		}
	}
	asked, ok := o.Fact(id)
	if !ok || l.Status.Fact == "" {
		return l, false
	}
	l.Asked = asked
	voided := o.Voided()
	for i := range o.Facts {
		x := &o.Facts[i]
		if _, void := voided[x.ID]; void || rehab.Reference(x.Body) != id {
			continue
		}
		switch x.Body.Kind() {
		case rehab.KindLeaveDecision:
			l.Decision = x
		case rehab.KindLeaveExtension:
			l.Extensions = append(l.Extensions, *x)
		case rehab.KindLeaveReturn:
			if l.Return == nil {
				l.Return = x
			}
		}
	}
	return l, true
}
