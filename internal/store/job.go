package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// StrandedJob is a background job whose program ended while it ran.
type StrandedJob struct {
	Kind string
	Args []byte // JSON
	Over bool   // it was tried as often as it may be and is not tried again
}

// TakeBackJobs gives the jobs that run under programs which are no longer there back to be done by another, and returns those given up. A program that
// works holds an advisory lock on its name (HoldWorker); own is the name of the one that asks.
func (tx *Tx) TakeBackJobs(ctx context.Context, own string) ([]StrandedJob, error) {
	workers, err := values[string](ctx, tx, `select distinct j.attempted_by[array_upper(j.attempted_by, 1)] from river_job j where j.state = 'running' and j.attempted_by is not null`, pgx.NamedArgs{})
	if err != nil {
		return nil, err
	}
	var all []StrandedJob
	for _, worker := range workers {
		if worker == own {
			continue
		}
		gone, err := value[bool](ctx, tx, `select pg_try_advisory_xact_lock(`+workerLock+`)`, pgx.NamedArgs{"worker": worker})
		if err != nil {
			return nil, err
		}
		if !gone {
			continue
		}
		back, err := rows[StrandedJob](ctx, tx, `
			update river_job j set state = case when j.attempt < j.max_attempts then 'available' else 'discarded' end::river_job_state,
				finalized_at = case when j.attempt < j.max_attempts then null else now() end, scheduled_at = now()
			where j.state = 'running' and j.attempted_by[array_upper(j.attempted_by, 1)] = @worker
			returning j.kind, j.args, j.state = 'discarded' as over`, pgx.NamedArgs{"worker": worker})
		if err != nil {
			return nil, err
		}
		all = append(all, back...)
	}
	return all, nil
}

// workerLock is the advisory lock of the program that works under the name @worker.
const workerLock = `hashtextextended('xinsheng worker ' || @worker, 0)`

// HoldWorker takes a connection and holds on it the lock that says that the program of this name is there. The lock ends with the connection, however
// that ends. alive reports whether it still stands; release gives it back.
func (s *Store) HoldWorker(ctx context.Context, name string) (alive func() bool, release func(), err error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return nil, nil, err
	}
	if _, err := conn.Exec(ctx, `select pg_advisory_lock(`+workerLock+`)`, pgx.NamedArgs{"worker": name}); err != nil {
		conn.Release()
		return nil, nil, toFault(err)
	}
	alive = func() bool {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return conn.Ping(ctx) == nil
	}
	release = func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = conn.Conn().Close(ctx) // and with it the lock
		conn.Release()
	}
	return alive, release, nil
}
