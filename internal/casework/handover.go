package casework

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MaxHandover is how many cases may be handed over at once; no worker has so many.
const MaxHandover = 2_000

// lastHandovers is how many past handovers a page shows.
const lastHandovers = 6

// Workers is who answers by name for the open cases of the actor's offices, and how far their month is.
type Workers struct {
	Cells []store.WorkerCell   // by village
	Posts []store.WorkerPost   // to whom cases can be handed over
	Last  []store.HandoverLine // the newest handovers
	Lines []store.CaseLine     // the cases asked for
	Sums  store.CaseSums       // of all of those
	Month date.Month

	Divided bool // a village of the actor's scope was or will be divided
}

// Workers returns who answers for what, with a page of the cases that the filter chooses.
func (w *Work) Workers(ctx context.Context, actor access.Actor, f store.CaseFilter) (v Workers, err error) {
	if !actor.May(access.HandoverView) {
		return v, fault.ErrNotFound()
	}
	v.Month = w.Today().Month()
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if v.Cells, err = tx.WorkerCells(ctx, w.Today()); err != nil {
			return err
		}
		if v.Posts, err = tx.WorkerPosts(ctx, w.Today()); err != nil {
			return err
		}
		if v.Last, err = tx.Handovers(ctx, lastHandovers); err != nil {
			return err
		}
		if f, err = w.asOfToday(ctx, tx, f); err != nil {
			return err
		}
		if v.Divided, err = tx.AnySplit(ctx); err != nil {
			return err
		}
		v.Lines, v.Sums, err = tx.CaseLines(ctx, f)
		return err
	})
	return v, err
}

// Choice is cases chosen to be handed over, and to whom they can be.
type Choice struct {
	Cases []store.HandoverCase
	Posts []store.WorkerPost
	Load  map[int64]int // how many cases each already answers for
}

// ChooseHandover returns the open cases that were chosen, those of the actor's offices only, and who could take them. Nothing chosen is invalid.
func (w *Work) ChooseHandover(ctx context.Context, actor access.Actor, a store.HandoverAsked) (c Choice, err error) {
	if !actor.May(access.HandoverAssign) {
		return c, fault.ErrNotFound()
	}
	a.Limit = MaxHandover + 1
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if c.Cases, err = tx.HandoverCases(ctx, a, w.Today(), false); err != nil {
			return err
		}
		if c.Posts, err = tx.WorkerPosts(ctx, w.Today()); err != nil {
			return err
		}
		cells, err := tx.WorkerCells(ctx, w.Today())
		c.Load = loads(cells)
		return err
	})
	switch {
	case err != nil:
		return c, err
	case len(c.Cases) == 0:
		return c, fault.New(fault.Invalid, text.HandoverNothingChosen)
	case len(c.Cases) > MaxHandover:
		return c, fault.New(fault.TooLarge, text.HandoverTooMany, "Max", MaxHandover)
	}
	return c, nil
}

func loads(cells []store.WorkerCell) map[int64]int {
	out := map[int64]int{}
	for _, c := range cells {
		if c.Worker != nil {
			out[*c.Worker] += c.Cases
		}
	}
	return out
}

// Reached reports whether somebody with the posting can answer for any of the cases.
func (c *Choice) Reached(p store.WorkerPost) bool {
	return slices.ContainsFunc(c.Cases, func(x store.HandoverCase) bool { return reaches(p, x.Division) })
}

// HandoverForm hands cases to somebody.
type HandoverForm struct {
	Key    uuid.UUID // the form's key: the same form sent twice is one handover
	Cases  []uuid.UUID
	Worker int64
	Reason string
}

// HandedOver is what became of a handover.
type HandedOver struct {
	Count    int  // cases handed over
	Left     int  // chosen, but no longer open here, or with that worker already
	Repeated bool // the same form had done it before
}

// HandOver gives cases to another worker in one transaction, with as many round trips for one as for a hundred. Faults: invalid (no reason, nobody
// chosen, somebody whose posting does not reach a village of the cases), conflict (the same form with other content).
func (w *Work) HandOver(ctx context.Context, actor access.Actor, f HandoverForm) (done HandedOver, err error) {
	if !actor.May(access.HandoverAssign) {
		return done, fault.ErrNotFound()
	}
	if err := f.check(); err != nil {
		return done, err
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.HoldHandovers(ctx, actor.Division.Township()); err != nil {
			return err
		}
		if known, err := sameHandover(ctx, tx, &f); err != nil || known != nil {
			if known != nil {
				done = *known
			}
			return err
		}
		cases, err := tx.HandoverCases(ctx, store.HandoverAsked{Cases: f.Cases}, w.Today(), true)
		if err != nil {
			return err
		}
		posts, err := tx.WorkerPosts(ctx, w.Today())
		if err != nil {
			return err
		}
		if err := f.covered(cases, posts); err != nil {
			return err
		}
		handed := f.handed(cases)
		if len(handed) == 0 {
			return fault.OnField("worker", text.HandoverSameWorker)
		}
		done.Count, done.Left = len(handed), len(f.Cases)-len(handed)
		h := store.Handover{ID: f.Key, Day: w.Today(), Township: actor.Division.Township(), Worker: &f.Worker, Reason: f.Reason}
		return tx.AddHandover(ctx, h, handed, handoverAudits(f.Key, handed))
	})
	return done, err
}

func (f *HandoverForm) check() error {
	var wrong fault.Fields
	f.Reason = strings.TrimSpace(f.Reason)
	if f.Worker == 0 {
		wrong.Add("worker", text.ValidChoose)
	}
	if f.Reason == "" {
		wrong.Add("reason", text.ValidReasonRequired)
	}
	if len(f.Cases) == 0 {
		wrong.Add("", text.HandoverNothingChosen)
	}
	slices.SortFunc(f.Cases, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	f.Cases = slices.Compact(f.Cases)
	if len(f.Cases) > MaxHandover {
		return fault.New(fault.TooLarge, text.HandoverTooMany, "Max", MaxHandover)
	}
	return wrong.Err()
}

// sameHandover returns what the form did when it was sent before, nil when it was not; with other content it is a conflict.
func sameHandover(ctx context.Context, tx *store.Tx, f *HandoverForm) (*HandedOver, error) {
	old, err := tx.HandoverLine(ctx, f.Key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	handed, err := tx.CasesHanded(ctx, f.Key)
	if err != nil {
		return nil, err
	}
	for _, id := range handed {
		if !slices.Contains(f.Cases, id) {
			return nil, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		}
	}
	if old.Worker == nil || *old.Worker != f.Worker || old.Reason != f.Reason {
		return nil, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return &HandedOver{Count: len(handed), Left: len(f.Cases) - len(handed), Repeated: true}, nil
}

// covered refuses a worker none of whose postings reaches the village of every case.
func (f *HandoverForm) covered(cases []store.HandoverCase, posts []store.WorkerPost) error {
	if len(cases) == 0 {
		return fault.New(fault.Invalid, text.HandoverNothingChosen)
	}
	theirs := slices.DeleteFunc(posts, func(p store.WorkerPost) bool { return p.Account != f.Worker })
	if len(theirs) == 0 {
		return fault.OnField("worker", text.ValidNotAnOption)
	}
	outside := 0
	for _, c := range cases {
		if !slices.ContainsFunc(theirs, func(p store.WorkerPost) bool { return reaches(p, c.Division) }) {
			outside++
		}
	}
	if outside > 0 {
		return fault.OnField("worker", text.HandoverNotReached, "Count", outside)
	}
	return nil
}

// reaches reports whether somebody with the posting can answer for a case of the village.
func reaches(p store.WorkerPost, village division.Code) bool {
	return p.Division == village || p.Division == village.Township()
}

// handed are the rows that give the cases to the worker; those already with that worker need none.
func (f *HandoverForm) handed(cases []store.HandoverCase) []store.CaseHanded {
	var out []store.CaseHanded
	for _, c := range cases {
		if c.Worker == nil || *c.Worker != f.Worker {
			out = append(out, store.CaseHanded{CaseID: c.CaseID, PersonID: c.PersonID, Division: c.Division, Worker: &f.Worker, Before: c.Named})
		}
	}
	return out
}

func handoverAudits(key uuid.UUID, cases []store.CaseHanded) []store.Audited {
	out := make([]store.Audited, len(cases))
	for i, c := range cases {
		out[i] = store.Audited{Action: access.HandoverAssign, Case: c.CaseID, Person: c.PersonID, Subject: store.Subject("handover", key)}
	}
	return out
}

// TakeBackHandover gives the cases of a handover back to whom they had before, those excepted that have been handed on or have ended since. Faults: not
// found (not of the actor's township), conflict (it was taken back already, is one itself, or nothing of it still stands).
func (w *Work) TakeBackHandover(ctx context.Context, actor access.Actor, id, key uuid.UUID) (done HandedOver, err error) {
	if !actor.May(access.HandoverAssign) {
		return done, fault.ErrNotFound()
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.HoldHandovers(ctx, actor.Division.Township()); err != nil {
			return err
		}
		h, err := tx.HandoverLine(ctx, id)
		if err != nil {
			return err
		}
		if h.Reverted || h.Reverts != nil {
			return fault.New(fault.Conflict, text.HandoverTakenBackAlready)
		}
		back, err := tx.HandedBy(ctx, id)
		if err != nil {
			return err
		}
		if len(back) == 0 {
			return fault.New(fault.Conflict, text.HandoverNothingStands)
		}
		done.Count, done.Left = len(back), h.Cases-len(back)
		return tx.AddHandover(ctx, store.Handover{ID: key, Day: w.Today(), Township: h.Township, Reason: h.Reason, Reverts: &id}, back, handoverAudits(key, back))
	})
	return done, err
}

// OwnCases says for how many open cases the actor answers by name, of all that its offices answer for.
func (w *Work) OwnCases(ctx context.Context, actor access.Actor) (own store.OwnCases, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		own, err = tx.OwnCases(ctx, w.Today())
		return err
	})
	return own, err
}

// WorkerPosts returns those of the actor's scope who can answer for cases, by place.
func (w *Work) WorkerPosts(ctx context.Context, actor access.Actor) (posts []store.WorkerPost, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		posts, err = tx.WorkerPosts(ctx, w.Today())
		return err
	})
	return posts, err
}
