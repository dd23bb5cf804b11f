package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/store"
)

// actor is who does jobs.
func actor() access.Actor { return access.SystemActor(access.AccountJobs) }

// putOff is how long a job waits that was not done since the program ends.
const putOff = time.Second

// last reports whether a job is not tried again after this attempt.
func last[T river.JobArgs](j *river.Job[T]) bool { return j.Attempt >= j.MaxAttempts }

// exporter makes exports.
type exporter struct {
	river.WorkerDefaults[jobs.MakeExport]
	d Deps
}

func (*exporter) Timeout(*river.Job[jobs.MakeExport]) time.Duration { return exportTime }

func (x *exporter) Work(ctx context.Context, j *river.Job[jobs.MakeExport]) error {
	err := x.d.Exports.Make(ctx, j.Args.Export, last(j), x.d.Log)
	if errors.Is(err, export.ErrPutOff) {
		return river.JobSnooze(putOff)
	}
	return err
}

// printer prints papers.
type printer struct {
	river.WorkerDefaults[jobs.PrintPaper]
	d Deps
}

func (*printer) Timeout(*river.Job[jobs.PrintPaper]) time.Duration { return printTime }

func (x *printer) Work(ctx context.Context, j *river.Job[jobs.PrintPaper]) error {
	err := x.print(ctx, j.Args)
	if err == nil || fault.KindOf(err) == fault.NotFound { // there is no such paper
		return nil
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return river.JobSnooze(putOff)
	}
	why, final := unprintable(err)
	if !final && !last(j) {
		return err
	}
	if why == Crashed {
		x.d.Log.ErrorContext(ctx, "a paper cannot be printed", "paper", j.Args.Paper, "error", err)
	}
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second) // it is written even when time is over
	defer cancel()
	return x.d.Papers.Unprintable(after, j.Args.Paper, why)
}

func (x *printer) print(ctx context.Context, p jobs.PrintPaper) error {
	html, err := x.d.Papers.ToPrint(ctx, p.Paper)
	if err != nil {
		return err
	}
	pdf, err := x.d.Press.Print(ctx, html)
	if err != nil {
		return err
	}
	return x.d.Papers.KeepPDF(ctx, p.Paper, pdf.Bytes, pdf.By)
}

// unprintable says what an error means for a paper, and whether trying again is of no use.
func unprintable(err error) (why string, final bool) {
	switch {
	case errors.Is(err, press.ErrNoChromium):
		return NoChromium, true
	case errors.Is(err, press.ErrTime), errors.Is(err, context.DeadlineExceeded):
		return TooLong, true
	case errors.Is(err, press.ErrMemory):
		return TooLarge, true
	case errors.Is(err, press.ErrFont):
		return NoFont, true
	}
	return Crashed, false
}

// giveUp says of a print whose program was killed too often that nothing comes of it; exports and what-ifs are seen by their own state.
func (c *Crew) giveUp(ctx context.Context, j store.StrandedJob) error {
	if j.Kind != (jobs.PrintPaper{}).Kind() || c.d.Papers == nil {
		return nil
	}
	var args jobs.PrintPaper
	if err := json.Unmarshal(j.Args, &args); err != nil {
		return fmt.Errorf("work: %w", err)
	}
	return c.d.Papers.Unprintable(ctx, args.Paper, Interrupted)
}
