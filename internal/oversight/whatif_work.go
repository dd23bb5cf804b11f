package oversight

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// whatIfBatch is how many cases are read at once.
const whatIfBatch = 200

// Why nothing came of a what-if.
const (
	WhatIfFault       = "fault"       // a mistake of the program or the machine; the log has more
	WhatIfInterrupted = "interrupted" // the program ended too often in its midst
	WhatIfNotAllowed  = "not_allowed" // the posting under which it was asked for is over
)

var errWhatIfOver = errors.New("oversight: the what-if is over already")

// WorkOutWhatIf works out what a draft would change, as a job does, from the beginning. It returns nil when it is over, whatever came of it, and else why it has
// to be tried again: ctx has ended, or an error that FailWhatIf says at the last attempt.
func (o *Office) WorkOutWhatIf(ctx context.Context, id uuid.UUID) error {
	w, owner, err := o.beginWhatIf(ctx, id)
	if errors.Is(err, errWhatIfOver) {
		return nil
	}
	if err != nil {
		return err
	}
	if owner.Account == 0 {
		return o.FailWhatIf(ctx, id, WhatIfNotAllowed)
	}
	s, err := o.surveyOf(ctx, &w, owner)
	if err != nil {
		return err
	}
	if err := s.run(ctx); err != nil {
		if errors.Is(err, errWhatIfOver) {
			return nil
		}
		return err
	}
	return o.keepWhatIf(ctx, id, s)
}

// FailWhatIf says that nothing comes of it; one that is over stays as it is.
func (o *Office) FailWhatIf(ctx context.Context, id uuid.UUID, why string) error {
	return o.asProgram(ctx, func(tx *store.Tx) error { return tx.FailWhatIf(ctx, id, why, time.Now()) })
}

// PutOffWhatIf lets it wait again for the next program.
func (o *Office) PutOffWhatIf(ctx context.Context, id uuid.UUID) error {
	return o.asProgram(ctx, func(tx *store.Tx) error { return tx.PutOffWhatIf(ctx, id) })
}

// FailStrandedWhatIfs says of those that no job will work out any more that nothing comes of them.
func (o *Office) FailStrandedWhatIfs(ctx context.Context) error {
	return o.asProgram(ctx, func(tx *store.Tx) error { return tx.FailStrandedWhatIfs(ctx, WhatIfInterrupted, time.Now()) })
}

func (o *Office) asProgram(ctx context.Context, fn func(*store.Tx) error) error {
	return o.store.WithTx(ctx, access.SystemActor(access.AccountJobs), fn)
}

// beginWhatIf marks it as being worked out and returns who asked for it, as they stand now; nobody when their posting is over.
func (o *Office) beginWhatIf(ctx context.Context, id uuid.UUID) (w store.WhatIf, owner access.Actor, err error) {
	err = o.asProgram(ctx, func(tx *store.Tx) (err error) {
		if w, err = tx.BeginWhatIf(ctx, id); err != nil {
			if fault.KindOf(err) == fault.NotFound {
				err = errWhatIfOver
			}
			return err
		}
		all, err := tx.Standings(ctx, w.Account, o.today(), time.Now())
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Posting == w.Posting && !s.Disabled {
				owner = registry.ActorOf(s)
			}
		}
		return nil
	})
	return w, owner, err
}

// survey compares every case the owner sees.
type survey struct {
	office        *Office
	id            uuid.UUID
	owner         access.Actor
	today         date.Date
	before, after rehab.Rules
	spans         []rehab.Span // to the year's end, twelve months
	done, total   int
	prospect      Prospect
	places        map[division.Code]*PlaceCompared
	persons       map[division.Code]int // by village
	changed       []surveyed
}

// surveyed is one case compared; the outlooks are of each span.
type surveyed struct {
	id            uuid.UUID
	place         division.Code
	open          bool
	before, after []rehab.Outlook
}

// weight is how much else is asked of a case in the twelve months.
func (c *surveyed) weight() (work, fen int) {
	b, a := c.before[1], c.after[1]
	return apart(a.Tests, b.Tests) + apart(a.Reports, b.Reports) + apart(a.Visits, b.Visits) + apart(a.Talks, b.Talks), apart(a.Fen, b.Fen)
}

func apart(a, b int) int { return max(a-b, b-a) }

func (o *Office) surveyOf(ctx context.Context, w *store.WhatIf, owner access.Actor) (*survey, error) {
	draft, err := store.PolicyVersion{Effective: w.Effective, Body: w.Body}.Policy()
	if err != nil {
		return nil, err
	}
	s := &survey{office: o, id: w.ID, owner: owner, today: w.Day, places: map[division.Code]*PlaceCompared{}, persons: map[division.Code]int{}}
	err = o.store.Read(ctx, owner, func(tx *store.Tx) (err error) {
		if s.before, err = tx.Rules(ctx); err == nil {
			s.total, err = tx.CountCases(ctx)
		}
		return err
	})
	s.after = s.before.With(draft)
	p := &s.prospect
	p.From, p.YearEnd, p.End = w.Effective, date.New(w.Effective.Year(), 12, 31), w.Effective.AddMonths(12)-1
	s.spans = []rehab.Span{{From: p.From, To: p.YearEnd}, {From: p.From, To: p.End}}
	return s, err
}

func (s *survey) run(ctx context.Context) error {
	after := uuid.Nil
	for {
		var files []store.FileOfCase
		err := s.office.store.Read(ctx, s.owner, func(tx *store.Tx) (err error) {
			files, err = tx.CaseFiles(ctx, after, whatIfBatch)
			return err
		})
		if err != nil || len(files) == 0 {
			return err
		}
		all, err := s.compare(files)
		if err != nil {
			return err
		}
		for i := range all {
			s.count(&all[i])
		}
		after = files[len(files)-1].ID
		s.done += len(files)
		s.total = max(s.total, s.done)
		going := true
		err = s.office.asProgram(ctx, func(tx *store.Tx) (err error) { going, err = tx.AdvanceWhatIf(ctx, s.id, s.done, s.total); return err })
		if err == nil && !going {
			err = errWhatIfOver // cancelled
		}
		if err != nil {
			return err
		}
	}
}

// compare computes the cases by both rules, on all processors but one, which is left to those who work.
func (s *survey) compare(files []store.FileOfCase) ([]surveyed, error) {
	out := make([]surveyed, len(files))
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var all sync.WaitGroup
	for range max(1, runtime.GOMAXPROCS(0)-1) {
		all.Go(func() {
			defer func() { // a panic here would end the whole program
				if p := recover(); p != nil {
					err := fmt.Errorf("oversight: what-if: %v", p)
					failed.Store(&err)
				}
			}()
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				out[i] = s.survey(&files[i])
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	return out, nil
}

func (s *survey) survey(c *store.FileOfCase) surveyed {
	out := surveyed{id: c.ID}
	out.before, out.place, out.open = rehab.OutlookOf(s.before, c.File, s.today, s.spans...)
	out.after, _, _ = rehab.OutlookOf(s.after, c.File, s.today, s.spans...)
	return out
}

func (s *survey) count(c *surveyed) {
	if !c.open {
		return
	}
	township := c.place.Township()
	place := s.places[township]
	if place == nil {
		place = &PlaceCompared{Place: township}
		s.places[township] = place
	}
	s.prospect.Cases++
	s.persons[c.place]++
	place.Cases++
	if !slices.Equal(c.before, c.after) {
		s.prospect.Changed++
		place.Changed++
		s.changed = append(s.changed, *c)
	}
	for i, sums := range []*Compared{&s.prospect.Year, &s.prospect.Twelve} {
		sums.Before.add(c.before[i])
		sums.After.add(c.after[i])
	}
	place.Before.add(c.before[1])
	place.After.add(c.after[1])
}

// most are the cases that change most, the most first.
func (s *survey) most() []surveyed {
	slices.SortStableFunc(s.changed, func(a, b surveyed) int {
		aw, af := a.weight()
		bw, bf := b.weight()
		return cmp.Or(cmp.Compare(bw, aw), cmp.Compare(bf, af))
	})
	return s.changed[:min(len(s.changed), maxChanged)]
}

func (o *Office) keepWhatIf(ctx context.Context, id uuid.UUID, s *survey) error {
	for _, p := range s.places {
		s.prospect.Places = append(s.prospect.Places, *p)
	}
	slices.SortFunc(s.prospect.Places, func(a, b PlaceCompared) int { return cmp.Compare(a.Place, b.Place) })
	if err := s.staff(ctx); err != nil {
		return err
	}
	result, err := json.Marshal(s.prospect)
	if err != nil {
		return err
	}
	var rows []store.WhatIfCase
	for i, c := range s.most() {
		row := store.WhatIfCase{WhatIf: id, CaseID: c.id, Rank: i + 1, Division: c.place}
		if row.Before, err = json.Marshal(c.before[1]); err == nil {
			row.After, err = json.Marshal(c.after[1])
		}
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return o.asProgram(ctx, func(tx *store.Tx) error {
		_, err := tx.FinishWhatIf(ctx, id, result, rows, time.Now())
		return err
	})
}

// staff counts what the norm of either version asks for in the places the owner sees.
func (s *survey) staff(ctx context.Context) error {
	var units []store.Unit
	err := s.office.store.Read(ctx, s.owner, func(tx *store.Tx) (err error) {
		units, err = tx.Units(ctx, "township", "village")
		return err
	})
	if err != nil {
		return err
	}
	before, after := s.before.On(s.prospect.From).Staffing, s.after.On(s.prospect.From).Staffing
	for _, u := range units {
		if s.owner.Sees(u.Division) {
			s.prospect.StaffBefore.add(&before, u.Division, s.persons[u.Division])
			s.prospect.StaffAfter.add(&after, u.Division, s.persons[u.Division])
		}
	}
	return nil
}

func (n *Needed) add(norm *rehab.Staffing, place division.Code, persons int) {
	need := norm.Town(place)
	if place.IsVillage() {
		need = norm.Village(place, persons)
	}
	n.FullTime += need.FullTime
	n.Pay += norm.Cost(need)
	n.Cadres += need.Cadre
}
