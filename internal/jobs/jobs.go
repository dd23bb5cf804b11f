// Package jobs puts work that takes longer than a page may into the caller's transaction: the job is there if and only if what asked for it was saved.
// It says only what is to be done, by keys; package jobs/work does it, inside the server's process (docs/adr/2002).
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"xinsheng/internal/store"
)

// PrintPaper asks for the PDF of a paper that was issued, once.
type PrintPaper struct {
	Paper uuid.UUID `json:"paper" river:"unique"`
}

// Kind is the name of the kind of job.
func (PrintPaper) Kind() string { return "print_paper" }

// InsertOpts says how often it is tried and that it waits once only.
func (PrintPaper) InsertOpts() river.InsertOpts { return once }

// MakeExport asks for the file of an export.
type MakeExport struct {
	Export uuid.UUID `json:"export" river:"unique"`
}

// Kind is the name of the kind of job.
func (MakeExport) Kind() string { return "make_export" }

// InsertOpts says how often it is tried and that it waits once only.
func (MakeExport) InsertOpts() river.InsertOpts { return once }

// WhatIf asks for what a draft of the policy would change.
type WhatIf struct {
	WhatIf uuid.UUID `json:"what_if" river:"unique"`
}

// Kind is the name of the kind of job.
func (WhatIf) Kind() string { return "what_if" }

// InsertOpts says how often it is tried and that it waits once only.
func (WhatIf) InsertOpts() river.InsertOpts { return once }

// RecomputeCases asks for every case to be computed again whose day has come, as after a change of the rules.
type RecomputeCases struct{}

// Kind is the name of the kind of job.
func (RecomputeCases) Kind() string { return "recompute_cases" }

// InsertOpts says how often it is tried and that it waits once only.
func (RecomputeCases) InsertOpts() river.InsertOpts { return once }

// Attempts is how often a job is tried.
const Attempts = 3

// once: the same job is not put twice while the first is not over. It may be put again afterwards.
var once = river.InsertOpts{MaxAttempts: Attempts, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}}}

// putter inserts jobs; it works none.
var putter = sync.OnceValues(func() (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(nil), &river.Config{Logger: slog.New(slog.DiscardHandler)})
})

// Put puts a job into the transaction; one that waits or runs already is not put again.
func Put(ctx context.Context, tx *store.Tx, job river.JobArgs) error {
	c, err := putter()
	if err == nil {
		_, err = c.InsertTx(ctx, tx.Join(), job, nil)
	}
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}
