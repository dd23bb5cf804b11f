package work_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/jobs/work"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// bench is a program with a desk and what its jobs work with.
type bench struct {
	*testkit.Service
	desk  *export.Desk
	owner access.Actor
	deps  work.Deps
}

func open(t *testing.T) *bench {
	t.Helper()
	s := testkit.Serve(t, nil)
	b := &bench{Service: s, desk: s.Exports, owner: testkit.Actor(t, s, "town1")}
	p := press.New(press.Options{})
	t.Cleanup(func() { _ = p.Close() })
	b.deps = work.Deps{Store: s.Store, Press: p, Exports: b.desk, Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))}
	return b
}

// start lets a crew work until the test has ended.
func (b *bench) start(t *testing.T) *work.Crew {
	t.Helper()
	c, err := work.Start(t.Context(), b.deps)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, c) })
	return c
}

func stop(t *testing.T, c *work.Crew) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 30*time.Second)
	defer cancel()
	if err := c.Stop(ctx); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

func (b *bench) ask(t *testing.T, kind string) uuid.UUID {
	t.Helper()
	id, err := b.desk.Ask(t.Context(), b.owner, export.Order{Key: uuid.Must(uuid.NewV7()), Kind: kind, About: "试验", Params: map[string]int{"n": 3}})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// until waits for an export to be in a state.
func (b *bench) until(t *testing.T, id uuid.UUID, state string) store.Export {
	t.Helper()
	var e store.Export
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var err error
		if e, err = b.desk.Show(t.Context(), b.owner, id); err != nil {
			t.Fatal(err)
		}
		if e.State == state {
			return e
		}
	}
	t.Fatalf("the export is %s (%v), not %s", e.State, e.Failure, state)
	return e
}

func TestExports(t *testing.T) {
	b := open(t)
	var flaky atomic.Int32
	reached, proceed := make(chan struct{}), make(chan struct{})
	b.desk.Register("plain", func(ctx context.Context, j export.Job) (export.File, error) {
		if j.Actor.Account != b.owner.Account || j.Actor.Posting != b.owner.Posting || len(j.Actor.Scope) == 0 || text.From(ctx).Lang() != text.ZhCN || string(j.Params) != `{"n": 3}` {
			return export.File{}, fmt.Errorf("asked as %+v in %s for %s", j.Actor, text.From(ctx).Lang(), j.Params)
		}
		return export.File{Name: "甄一/档案.txt", MediaType: "text/plain", Content: []byte("内容")}, nil
	})
	b.desk.Register("nothing", func(context.Context, export.Job) (export.File, error) { return export.File{}, export.NothingToExport })
	b.desk.Register("panics", func(context.Context, export.Job) (export.File, error) {
		if flaky.Add(1) < 2 {
			panic("试验")
		}
		return export.File{Name: "a.txt", MediaType: "text/plain"}, nil
	})
	b.desk.Register("steps", func(ctx context.Context, j export.Job) (export.File, error) {
		j.Progress(2, 5)
		close(reached)
		select {
		case <-proceed:
			return export.File{}, errors.New("nobody cancelled")
		case <-ctx.Done():
			return export.File{}, ctx.Err()
		}
	})
	b.start(t)

	t.Run("made, downloaded, deleted", func(t *testing.T) {
		e := b.until(t, b.ask(t, "plain"), store.ExportDone)
		if *e.FileName != "甄一_档案.txt" || *e.FileSize != 6 {
			t.Errorf("%+v", e)
		}
		_, content, err := b.desk.Download(t.Context(), b.owner, e.ID)
		if err != nil || string(content) != "内容" {
			t.Errorf("%q, %v", content, err)
		}
		if sealed, err := b.Files.Get(t.Context(), *e.Content); err != nil || string(sealed) == "内容" {
			t.Errorf("what lies there: %q, %v", sealed, err)
		}
		for _, login := range []string{"town2", "office1", "police1"} {
			if _, _, err := b.desk.Download(t.Context(), testkit.Actor(t, b.Service, login), e.ID); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s gets it: %v", login, err)
			}
		}
		if err := b.desk.Delete(t.Context(), b.owner, e.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Files.Get(t.Context(), *e.Content); err == nil {
			t.Error("the bytes are still there")
		}
	})
	t.Run("a reason that is final", func(t *testing.T) {
		if e := b.until(t, b.ask(t, "nothing"), store.ExportFailed); *e.Failure != string(export.NothingToExport) {
			t.Error(*e.Failure)
		}
	})
	t.Run("tried again after a panic", func(t *testing.T) {
		b.until(t, b.ask(t, "panics"), store.ExportDone)
		if n := flaky.Load(); n != 2 {
			t.Errorf("made %d times", n)
		}
	})
	t.Run("cancelled in the midst", func(t *testing.T) {
		id := b.ask(t, "steps")
		<-reached
		for e := b.until(t, id, store.ExportRunning); e.Done != 2 || e.Total != 5; time.Sleep(50 * time.Millisecond) {
			e = b.until(t, id, store.ExportRunning)
		}
		if err := b.desk.Delete(t.Context(), b.owner, id); fault.KindOf(err) != fault.Conflict {
			t.Errorf("deleted while it is made: %v", err)
		}
		if err := b.desk.Cancel(t.Context(), b.owner, id); err != nil {
			t.Fatal(err)
		}
		b.until(t, id, store.ExportCancelled)
		if _, _, err := b.desk.Download(t.Context(), b.owner, id); fault.KindOf(err) != fault.Conflict {
			t.Error(err)
		}
		close(proceed)
	})
}

func TestAsking(t *testing.T) {
	b := open(t)
	b.desk.Register("plain", func(context.Context, export.Job) (export.File, error) { return export.File{}, nil })
	key := uuid.Must(uuid.NewV7())
	for range 2 { // the form is sent twice
		if id, err := b.desk.Ask(t.Context(), b.owner, export.Order{Key: key, Kind: "plain"}); err != nil || id != key {
			t.Fatal(id, err)
		}
	}
	if all, err := b.desk.List(t.Context(), b.owner); err != nil || len(all) != 1 {
		t.Errorf("%d exports, %v", len(all), err)
	}
	if _, err := b.desk.Ask(t.Context(), testkit.Actor(t, b.Service, "town2"), export.Order{Key: key, Kind: "plain"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's key: %v", err)
	}
	for range 4 {
		b.ask(t, "plain")
	}
	if _, err := b.desk.Ask(t.Context(), b.owner, export.Order{Key: uuid.Must(uuid.NewV7()), Kind: "plain"}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a sixth: %v", err)
	}
	if _, err := b.desk.Ask(t.Context(), b.owner, export.Order{Key: uuid.Must(uuid.NewV7()), Kind: "unknown"}); err == nil {
		t.Error("a kind nobody makes")
	}
}

// TestRestart stops a program in the midst of an export, in good order and by force; the next one makes it.
func TestRestart(t *testing.T) {
	b := open(t)
	started := make(chan struct{}, 10)
	var quick atomic.Bool
	b.desk.Register("slow", func(ctx context.Context, j export.Job) (export.File, error) {
		started <- struct{}{}
		if quick.Load() {
			return export.File{Name: "a.txt", MediaType: "text/plain"}, nil
		}
		<-ctx.Done()
		return export.File{}, ctx.Err()
	})
	t.Run("in good order", func(t *testing.T) {
		first, err := work.Start(t.Context(), b.deps)
		if err != nil {
			t.Fatal(err)
		}
		id := b.ask(t, "slow")
		<-started
		stop(t, first)
		b.until(t, id, store.ExportWaiting)
		quick.Store(true)
		second, err := work.Start(t.Context(), b.deps)
		if err != nil {
			t.Fatal(err)
		}
		b.until(t, id, store.ExportDone)
		stop(t, second)
	})
	t.Run("by force", func(t *testing.T) {
		id := b.ask(t, "slow")
		b.pretendKilled(t, 1)
		c, err := work.Start(t.Context(), b.deps)
		if err != nil {
			t.Fatal(err)
		}
		b.until(t, id, store.ExportDone)
		stop(t, c)
	})
	t.Run("by force too often", func(t *testing.T) {
		id := b.ask(t, "slow")
		b.pretendKilled(t, jobs.Attempts)
		c, err := work.Start(t.Context(), b.deps)
		if err != nil {
			t.Fatal(err)
		}
		if e := b.until(t, id, store.ExportFailed); *e.Failure != string(export.Interrupted) {
			t.Error(*e.Failure)
		}
		stop(t, c)
	})
}

// pretendKilled leaves the waiting job as a program leaves it that is killed at an attempt.
func (b *bench) pretendKilled(t *testing.T, attempt int) {
	t.Helper()
	_, err := b.Store.Pool().Exec(t.Context(), `update river_job set state = 'running', attempt = $1, attempted_at = now(), attempted_by = '{killed}' where state = 'available'`, attempt)
	if err != nil {
		t.Fatal(err)
	}
}

// TestJobsLiveAndDieWithTheTransaction: no job without what asked for it, and the same job once.
func TestJobsLiveAndDieWithTheTransaction(t *testing.T) {
	s := testkit.Store(t)
	count := func() (n int) {
		if err := s.Pool().QueryRow(t.Context(), `select count(*) from river_job`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	put := func(id uuid.UUID, then error) error {
		return s.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
			if err := jobs.Put(t.Context(), tx, jobs.PrintPaper{Paper: id}); err != nil {
				return err
			}
			return then
		})
	}
	undone := errors.New("undone")
	if err := put(uuid.New(), undone); !errors.Is(err, undone) || count() != 0 {
		t.Errorf("%v, %d jobs of a transaction that was undone", err, count())
	}
	id := uuid.New()
	if err := errors.Join(put(id, nil), put(id, nil), put(uuid.New(), nil)); err != nil || count() != 2 {
		t.Errorf("%v, %d jobs, want 2", err, count())
	}
}
