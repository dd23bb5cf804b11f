package work

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"xinsheng/internal/jobs"
	"xinsheng/internal/oversight"
)

// WhatIfs work out what drafts of the policy would change.
type WhatIfs interface {
	// WorkOutWhatIf works one out from the beginning; nil when it is over, whatever came of it.
	WorkOutWhatIf(ctx context.Context, id uuid.UUID) error
	// FailWhatIf says why nothing comes of one: one of the words of package oversight.
	FailWhatIf(ctx context.Context, id uuid.UUID, why string) error
	// PutOffWhatIf lets one wait for the next program.
	PutOffWhatIf(ctx context.Context, id uuid.UUID) error
	// FailStrandedWhatIfs says of those that no job will work out any more that nothing comes of them.
	FailStrandedWhatIfs(ctx context.Context) error
}

const (
	whatIfTime    = 20 * time.Minute
	recomputeTime = 30 * time.Minute // what is left then goes on from where it stands
	lastWords     = 10 * time.Second // what came of a job is written even when its time is over
)

// surveyor works out what drafts of the policy would change.
type surveyor struct {
	river.WorkerDefaults[jobs.WhatIf]
	d Deps
}

func (*surveyor) Timeout(*river.Job[jobs.WhatIf]) time.Duration { return whatIfTime }

func (x *surveyor) Work(ctx context.Context, j *river.Job[jobs.WhatIf]) error {
	err := x.d.WhatIfs.WorkOutWhatIf(ctx, j.Args.WhatIf)
	if err == nil {
		return nil
	}
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if errors.Is(ctx.Err(), context.Canceled) {
		return errors.Join(x.d.WhatIfs.PutOffWhatIf(after, j.Args.WhatIf), river.JobSnooze(putOff))
	}
	if !last(j) {
		return err
	}
	x.d.Log.ErrorContext(ctx, "a what-if failed", "what_if", j.Args.WhatIf, "error", err)
	return x.d.WhatIfs.FailWhatIf(after, j.Args.WhatIf, oversight.WhatIfFault)
}

// recomputer computes cases again after a change of the rules. What it does not finish the program goes on with by itself within a minute.
type recomputer struct {
	river.WorkerDefaults[jobs.RecomputeCases]
	d Deps
}

func (*recomputer) Timeout(*river.Job[jobs.RecomputeCases]) time.Duration { return recomputeTime }

func (x *recomputer) Work(ctx context.Context, _ *river.Job[jobs.RecomputeCases]) error {
	_, err := x.d.Recompute(ctx)
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return river.JobSnooze(putOff)
	}
	return err
}
