package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// Why every case is computed again.
const (
	CausePublished = "policy_published"
	CauseWithdrawn = "policy_withdrawn"
	CauseCalendar  = "calendar"
	CauseUnits     = "units"
)

// RecomputeRun is a row of recompute_run: a change of the rules after which every case is computed again.
type RecomputeRun struct {
	ID         uuid.UUID
	Cause      string
	Version    *int64 // the policy version published or withdrawn
	AskedAt    time.Time
	MarkedAt   *time.Time // nil until every case is marked
	Total      int        // how many were
	FinishedAt *time.Time // nil while cases are left
	Left       int        // cases of those the actor sees that are still to be computed
}

// AddRecomputeRun notes that every case has to be computed again, by the transaction's actor.
func (tx *Tx) AddRecomputeRun(ctx context.Context, r RecomputeRun) error {
	return tx.exec(ctx, `insert into recompute_run (id, cause, version, asked_by, asked_at) values (@id, @cause, @version, @by, @at)`,
		pgx.NamedArgs{"id": r.ID, "cause": r.Cause, "version": r.Version, "by": tx.actor.Account, "at": r.AskedAt})
}

// MarkRuns makes every case due to be computed again for the runs that are not marked yet; it reports whether there were any.
func (tx *Tx) MarkRuns(ctx context.Context, today date.Date, now time.Time) (bool, error) {
	waiting, err := values[uuid.UUID](ctx, tx, `select r.id from recompute_run r where r.marked_at is null order by r.asked_at for update`, nil)
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	if err := tx.RecomputeAll(ctx, today); err != nil {
		return false, err
	}
	return true, tx.exec(ctx, `
		update recompute_run set marked_at = @now, total = (select count(*) from case_summary s where s.recompute_on <= @today) where id = any(@ids)`,
		pgx.NamedArgs{"ids": waiting, "now": now, "today": today})
}

// FinishRuns says of the marked runs that they are over, once no case is left that has to be computed by the day.
func (tx *Tx) FinishRuns(ctx context.Context, today date.Date, now time.Time) error {
	return tx.exec(ctx, `
		update recompute_run set finished_at = @now
		where finished_at is null and marked_at is not null and not exists (select from case_summary s where s.recompute_on <= @today)`,
		pgx.NamedArgs{"now": now, "today": today})
}

// OpenRun returns the run that is under way and began last, nil when none is.
func (tx *Tx) OpenRun(ctx context.Context, today date.Date) (*RecomputeRun, error) {
	all, err := rows[RecomputeRun](ctx, tx, `
		select r.id, r.cause, r.version, r.asked_at, r.marked_at, r.total, r.finished_at, (select count(*)::int from case_summary s where s.recompute_on <= @today) as left
		from recompute_run r where r.finished_at is null order by r.asked_at desc limit 1`, pgx.NamedArgs{"today": today})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// BehindSince returns when the first change of the rules was made after which cases are still being computed again; nil when none is.
func (tx *Tx) BehindSince(ctx context.Context) (*time.Time, error) {
	return value[*time.Time](ctx, tx, `select min(r.asked_at) from recompute_run r where r.finished_at is null`, nil)
}
