package export

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// program is who does the work; the maker itself acts as the owner.
func program() access.Actor { return access.SystemActor(access.AccountJobs) }

// ErrPutOff is returned by Make when the program ends before the file is made; it is made from the beginning by the next one.
var ErrPutOff = errors.New("export: put off, the program ends")

// Make makes the file of an export, as a job does. It returns nil once the export is over, whatever came of it, ErrPutOff when ctx was cancelled, and
// any other error when it should be tried again; last says that it will not be.
func (d *Desk) Make(ctx context.Context, id uuid.UUID, last bool, log *slog.Logger) error {
	err := d.make(ctx, id)
	if err == nil || errors.Is(err, errCancelled) {
		return nil
	}
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second) // what came of it is written even when time is over
	defer cancel()
	if errors.Is(ctx.Err(), context.Canceled) {
		return errors.Join(ErrPutOff, d.put(after, func(tx *store.Tx) error { return tx.PutOffExport(after, id) }))
	}
	why, final := failureOf(err)
	if !final && !last {
		return err
	}
	if why == FailedByFault {
		log.ErrorContext(ctx, "an export failed", "export", id, "error", err)
	}
	return d.put(after, func(tx *store.Tx) error { return tx.FailExport(after, id, string(why), d.clock.Now()) })
}

// FailStranded says of exports that no job will make any more that nothing comes of them: programs were killed in their midst too often.
func (d *Desk) FailStranded(ctx context.Context) error {
	return d.put(ctx, func(tx *store.Tx) error { return tx.FailStrandedExports(ctx, string(Interrupted), d.clock.Now()) })
}

func (d *Desk) put(ctx context.Context, fn func(*store.Tx) error) error {
	return d.store.WithTx(ctx, program(), fn)
}

func (d *Desk) make(ctx context.Context, id uuid.UUID) error {
	e, owner, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	f, err := d.work(ctx, &e, owner)
	if err != nil {
		return err
	}
	return d.keep(ctx, &e, f)
}

// begin marks the export as being made and returns it with its owner as they stand now.
func (d *Desk) begin(ctx context.Context, id uuid.UUID) (e store.Export, owner access.Actor, err error) {
	err = d.put(ctx, func(tx *store.Tx) (err error) {
		if e, err = tx.BeginExport(ctx, id); err != nil {
			if fault.KindOf(err) == fault.NotFound {
				err = errCancelled
			}
			return err
		}
		all, err := tx.Standings(ctx, e.Account, d.clock.Today(), d.clock.Now())
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Posting == e.Posting && !s.Disabled {
				owner = registry.ActorOf(s)
				return nil
			}
		}
		return nil
	})
	if err == nil && owner.Account == 0 {
		err = NotAllowed
	}
	return e, owner, err
}

// watchEvery is how often progress is written, and looked whether the owner has cancelled.
const watchEvery = 500 * time.Millisecond

// work lets the maker work, writing down how far it is, until it is done or the export is cancelled.
func (d *Desk) work(ctx context.Context, e *store.Export, owner access.Actor) (File, error) {
	maker := d.makers[e.Kind]
	if maker == nil {
		return File{}, fmt.Errorf("export: nobody makes %q", e.Kind)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var at atomic.Pointer[[2]int]
	at.Store(&[2]int{0, e.Total})
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		d.watch(ctx, e.ID, &at, stop, cancel)
	}()
	f, err := guarded(text.With(ctx, text.For(text.Lang(e.Language))), maker, Job{ID: e.ID, Params: e.Params, Actor: owner, Progress: func(done, total int) { at.Store(&[2]int{done, total}) }})
	close(stop)
	<-stopped
	if errors.Is(context.Cause(ctx), errCancelled) {
		err = errCancelled
	}
	e.Total = at.Load()[1]
	return f, err
}

// guarded turns a panic of a maker into an error: it must not leave the export as being made for ever.
func guarded(ctx context.Context, m Maker, j Job) (f File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("export: a maker panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return m(ctx, j)
}

func (d *Desk) watch(ctx context.Context, id uuid.UUID, at *atomic.Pointer[[2]int], stop <-chan struct{}, cancel context.CancelCauseFunc) {
	every := time.NewTicker(watchEvery)
	defer every.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ctx.Done():
			return
		case <-every.C:
		}
		now := at.Load()
		going := true
		err := d.put(ctx, func(tx *store.Tx) (err error) { going, err = tx.AdvanceExport(ctx, id, now[0], now[1]); return err })
		if err == nil && !going {
			cancel(errCancelled)
			return
		}
	}
}

// keep seals the file and notes it. Its bytes lie there before the row names them.
func (d *Desk) keep(ctx context.Context, e *store.Export, f File) error {
	if len(f.Content) > MaxBytes {
		return TooLarge
	}
	name, err := d.files.Put(ctx, d.box.Seal(string(f.Content), binding(e.ID)))
	if err != nil {
		return err
	}
	now := d.clock.Now()
	size, sum, label := int64(len(f.Content)), hash(f.Content), fileName(f.Name)
	e.FileName, e.MediaType, e.FileSize, e.FileSha256, e.Content, e.FinishedAt, e.ExpiresAt = &label, &f.MediaType, &size, &sum, &name, &now, now.Add(Life)
	kept := false
	err = d.put(ctx, func(tx *store.Tx) (err error) {
		if kept, err = tx.FinishExport(ctx, *e); err != nil || !kept {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.ExportOwn, Subject: store.Subject("export", e.ID), Detail: map[string]any{"change": "export_made", "export_kind": e.Kind}})
	})
	if err == nil && !kept { // cancelled in the last moment
		err = d.files.Remove(ctx, name)
	}
	return err
}

// maxFileName is how long the name of a file may be, in characters.
const maxFileName = 100

// fileName takes from a name what no file system likes.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, s)
	if all := []rune(s); len(all) > maxFileName {
		ending := path.Ext(s)
		s = string(all[:maxFileName-len([]rune(ending))]) + ending
	}
	return s
}

// failureOf says what an error means to the owner, and whether trying again is of no use.
func failureOf(err error) (Failure, bool) {
	if f, ok := errors.AsType[Failure](err); ok {
		return f, true
	}
	switch {
	case errors.Is(err, press.ErrNoChromium):
		return NoChromium, true
	case errors.Is(err, press.ErrTime), errors.Is(err, context.DeadlineExceeded):
		return TooLong, true
	case errors.Is(err, press.ErrMemory):
		return TooLarge, true
	case fault.KindOf(err) == fault.NotFound, fault.KindOf(err) == fault.Forbidden:
		return NotAllowed, true
	}
	return FailedByFault, false
}
