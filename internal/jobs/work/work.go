// Package work does background jobs, inside the server's process: two at a time, each within its time, as the system's own actor. What a job finds half done
// it does from the beginning; what a program leaves behind that was killed, the next one takes back at its start (docs/adr/2002).
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"xinsheng/internal/jobs"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/store"
)

// Papers are issued papers, as the job that prints them needs them.
type Papers interface {
	// ToPrint returns a paper as it was frozen, or fault.NotFound.
	ToPrint(ctx context.Context, id uuid.UUID) (html []byte, err error)
	// KeepPDF keeps the rendition of a paper and by which program it was made. One that is kept already stays.
	KeepPDF(ctx context.Context, id uuid.UUID, pdf []byte, press string) error
	// Unprintable notes why there is no PDF: one of the words below.
	Unprintable(ctx context.Context, id uuid.UUID, why string) error
}

// Why a paper has no PDF.
const (
	NoChromium  = "no_chromium"
	TooLong     = "time"
	TooLarge    = "memory"
	NoFont      = "font"
	Crashed     = "crashed"     // a mistake of the program or the machine; the log says more
	Interrupted = "interrupted" // the program ended too often in its midst
)

// Deps are what jobs work with. Papers, WhatIfs and Recompute may be nil: their jobs then wait.
type Deps struct {
	Store     *store.Store
	Press     *press.Press
	Papers    Papers
	Exports   *export.Desk
	WhatIfs   WhatIfs
	Recompute func(context.Context) (int, error) // computes every case again whose day has come
	Log       *slog.Logger
}

const (
	workers    = 2
	printTime  = 3 * time.Minute // more than a press allows a print, with the wait for its turn
	exportTime = 30 * time.Minute
	// stopTime is what jobs under way get to finish when the program is asked to end; what is not done then is done by the next one.
	stopTime = 5 * time.Second
	// tidyEvery is how often it is looked whether another program has left jobs behind.
	tidyEvery = time.Minute
	keepOver  = 24 * time.Hour
	keepLost  = 30 * 24 * time.Hour // jobs that were given up, for whoever looks into it
)

// Crew works off the jobs.
type Crew struct {
	d       Deps
	client  *river.Client[pgx.Tx]
	alive   func() bool
	release func()
	stop    chan struct{}
	tidied  chan struct{}
}

// Start takes back what a program before left undone and begins to work; Stop ends it.
func Start(ctx context.Context, d Deps) (*Crew, error) {
	kinds := river.NewWorkers()
	river.AddWorker(kinds, &exporter{d: d})
	if d.Papers != nil {
		river.AddWorker(kinds, &printer{d: d})
	}
	if d.WhatIfs != nil {
		river.AddWorker(kinds, &surveyor{d: d})
	}
	if d.Recompute != nil {
		river.AddWorker(kinds, &recomputer{d: d})
	}
	client, err := river.NewClient(riverpgxv5.New(d.Store.Pool()), &river.Config{
		ID:     "xinsheng-" + uuid.NewString(),
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}}, Workers: kinds, FetchOnlyKnownKinds: true,
		Logger: d.Log, MaxAttempts: jobs.Attempts, SoftStopTimeout: stopTime, RescueStuckJobsAfter: exportTime + 10*time.Minute,
		CompletedJobRetentionPeriod: keepOver, CancelledJobRetentionPeriod: keepOver, DiscardedJobRetentionPeriod: keepLost,
		// Only the owner of an index may build it anew, and these tables stay small.
		ReindexerSchedule: river.NeverSchedule(), ReindexerIndexNames: []string{},
	})
	if err != nil {
		return nil, fmt.Errorf("work: %w", err)
	}
	c := &Crew{d: d, client: client, stop: make(chan struct{}), tidied: make(chan struct{})}
	if c.alive, c.release, err = d.Store.HoldWorker(ctx, client.ID()); err != nil {
		return nil, fmt.Errorf("work: %w", err)
	}
	if err := c.takeBack(ctx); err != nil {
		c.release()
		return nil, err
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		c.release()
		return nil, fmt.Errorf("work: %w", err)
	}
	go c.tidy(context.WithoutCancel(ctx))
	return c, nil
}

// Stop ends the work: what is under way gets some seconds, and else waits for the next program.
func (c *Crew) Stop(ctx context.Context) error {
	close(c.stop)
	err := c.client.Stop(ctx)
	<-c.tidied
	c.release()
	return err
}

// tidy looks again and again for what other programs have left.
func (c *Crew) tidy(ctx context.Context) {
	defer close(c.tidied)
	every := time.NewTicker(tidyEvery)
	defer every.Stop()
	for {
		select {
		case <-c.stop:
			return
		case <-every.C:
		}
		if err := c.holdOn(ctx); err != nil {
			c.d.Log.ErrorContext(ctx, "the lock of this program's jobs", "error", err)
			continue
		}
		if err := c.takeBack(ctx); err != nil {
			c.d.Log.ErrorContext(ctx, "taking back jobs", "error", err)
		}
	}
}

// holdOn takes the lock anew when the database has dropped the connection it hung on.
func (c *Crew) holdOn(ctx context.Context) error {
	if c.alive() {
		return nil
	}
	c.release()
	alive, release, err := c.d.Store.HoldWorker(ctx, c.client.ID())
	if err == nil {
		c.alive, c.release = alive, release
	}
	return err
}

// takeBack gives back what programs did that are no longer there, and says of what is given up that it is.
func (c *Crew) takeBack(ctx context.Context) error {
	var all []store.StrandedJob
	err := c.d.Store.WithTx(ctx, actor(), func(tx *store.Tx) (err error) {
		all, err = tx.TakeBackJobs(ctx, c.client.ID())
		return err
	})
	for _, j := range all {
		if j.Over {
			err = errors.Join(err, c.giveUp(ctx, j))
		}
	}
	if c.d.WhatIfs != nil {
		err = errors.Join(err, c.d.WhatIfs.FailStrandedWhatIfs(ctx))
	}
	return errors.Join(err, c.d.Exports.FailStranded(ctx))
}
