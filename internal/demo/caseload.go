package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Size is how many people a demonstration invents.
const Size = 400

// workers is how many lives are written at once; each is one transaction.
const workers = 4

// homes are the villages that have more people than others, so that the demo accounts have something to do.
var homes = []struct {
	village division.Code
	people  int
}{{520381001006, 20}, {520381101201, 14}}

// Load invents size people, each with a case whose history was recorded day by day through casework. The same day gives the same people.
// progress is called after each with how many are done.
func Load(ctx context.Context, s *store.Store, w *casework.Work, today date.Date, size int, progress func(done int)) error {
	if size >= Size {
		if err := postTowns(ctx, s); err != nil {
			return err
		}
	}
	cast, err := castOf(ctx, s)
	if err != nil {
		return err
	}
	there, err := cases(ctx, s)
	if err != nil {
		return err
	}
	scripts := make(chan *script)
	go func() {
		defer close(scripts)
		for n := range size {
			life := invent(n, today, cast)
			if slices.Contains(there, life.key) {
				continue // from a load that was broken off
			}
			select {
			case scripts <- life:
			case <-ctx.Done():
				return
			}
		}
	}()
	if err := replay(ctx, w, cast, scripts, progress); err != nil {
		return err
	}
	if size >= Size {
		if err := desk(ctx, w, cast, today); err != nil {
			return err
		}
		if err := photos(ctx, w, cast); err != nil {
			return err
		}
		if err := employ(ctx, s, cast, today); err != nil {
			return err
		}
		if err := share(ctx, w, cast); err != nil {
			return err
		}
		if err := staffUp(ctx, s, cast, today); err != nil {
			return err
		}
		if err := divide(ctx, s, w, cast, today); err != nil {
			return err
		}
		if err := changeMap(ctx, s, cast, today); err != nil {
			return err
		}
	}
	if err := refer(ctx, s, w, cast, today); err != nil {
		return err
	}
	if err := meet(ctx, s, cast, today); err != nil {
		return err
	}
	if err := appeal(ctx, s, cast, today); err != nil {
		return err
	}
	return payRewards(ctx, s, w, cast, today)
}

// Loaded reports whether the whole caseload is there. A load that was broken off goes on where it stopped.
func Loaded(ctx context.Context, s *store.Store) (bool, error) {
	ids, err := cases(ctx, s)
	return len(ids) >= Size, err
}

func cases(ctx context.Context, s *store.Store) (ids []uuid.UUID, err error) {
	err = s.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		ids, err = tx.AllCases(ctx, uuid.Nil, 100*Size)
		return err
	})
	return ids, err
}

// replay records every script, several at once, and returns the first fault.
func replay(ctx context.Context, w *casework.Work, cast *cast, scripts <-chan *script, progress func(int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range workers {
		wg.Go(func() {
			for sc := range scripts {
				if _, err := w.Replay(ctx, cast.setup, sc.intake, sc.steps(cast)); err != nil {
					cancel(fmt.Errorf("demo: life %s: %w", sc.key, err))
					return
				}
				mu.Lock()
				done++
				progress(done)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// space is the name space of everything invented.
var space = uuid.MustParse("6f1f4e5a-52c0-4e0b-9a37-1d0f9a6b2c11")

// invent writes the nth life.
func invent(n int, today date.Date, c *cast) *script {
	r := rand.New(rand.NewPCG(uint64(n), 520381)) //nolint:gosec // the same people every time, on purpose
	s := &script{r: r, today: today, rate: rates{missed: 2, absent: 2, contact: 96}, key: uuid.NewSHA1(space, fmt.Appendf(nil, "life %d", n))}
	s.intake = casework.Intake{Key: s.key, Measure: rehab.Detox, Term: 36, Place: home(n, r, c.villages)}
	if n%5 == 4 {
		s.intake.Measure, s.intake.Term = rehab.Rehab, []int{36, 24, 36, 12}[n/5%4]
	}
	s.intake.Person = person(r, n, c.address(s.intake.Place, r))
	for s.to = pick(r, c.villages); s.to.Township() == s.intake.Place.Township(); s.to = pick(r, c.villages) {
	}
	kind := kindOf(n)
	if kind.name == "to isolation" && s.intake.Term < 36 || s.intake.Term == 12 && kind.share < 9 {
		s.intake.Measure, s.intake.Term = rehab.Detox, 36 // such a life needs the time
	}
	kind.write(s)
	return s
}

func home(n int, r *rand.Rand, villages []division.Code) division.Code {
	for _, h := range homes {
		if n < h.people {
			return h.village
		}
		n -= h.people
	}
	return pick(r, villages)
}

// kindOf spreads the kinds of life over the people so that the first hundred already have all of them.
func kindOf(n int) life {
	at := n * 37 % 100 // 37 and 100 have no common factor, so a hundred people in a row fall on every hundredth once
	for _, l := range lives {
		if at < l.share {
			return l
		}
		at -= l.share
	}
	return lives[0]
}
