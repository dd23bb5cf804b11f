package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// WhatIf is a row of what_if: what a draft of the policy would change, worked out by a job. Its states are those of an export.
type WhatIf struct {
	ID         uuid.UUID
	Plan       uuid.UUID
	Edition    int // of the draft when it was asked for
	Account    int64
	Posting    int64
	Name       string
	Effective  date.Date
	Body       json.RawMessage // the draft's settings then
	Day        date.Date       // legal day on which the cases are read
	State      string
	Done       int
	Total      int
	Failure    *string         // nil unless it failed
	Result     json.RawMessage // null unless it is done
	CreatedAt  time.Time
	FinishedAt *time.Time
}

// Over reports whether nothing is being done about it any more.
func (w *WhatIf) Over() bool { return w.FinishedAt != nil }

const whatIfColumns = `w.id, w.plan, w.edition, w.account, w.posting, w.name, w.effective, w.body, w.day, w.state, w.done, w.total, w.failure, coalesce(w.result, 'null') as result, w.created_at, w.finished_at`

// AddWhatIf asks for one by the transaction's actor; false when there is one of this id already, or one of the draft is under way.
func (tx *Tx) AddWhatIf(ctx context.Context, w WhatIf) (bool, error) {
	n, err := tx.affected(ctx, `
		insert into what_if (id, plan, edition, unit, account, posting, name, effective, body, day, total, created_at)
		values (@id, @plan, @edition, @unit, @account, @posting, @name, @effective, @body, @day, @total, @at) on conflict do nothing`,
		pgx.NamedArgs{"id": w.ID, "plan": w.Plan, "edition": w.Edition, "unit": tx.actor.Unit, "account": tx.actor.Account, "posting": tx.actor.Posting, "name": w.Name,
			"effective": w.Effective, "body": w.Body, "day": w.Day, "total": w.Total, "at": w.CreatedAt})
	return n == 1, err
}

// WhatIfOf returns the newest one of a draft, nil when there is none.
func (tx *Tx) WhatIfOf(ctx context.Context, plan uuid.UUID) (*WhatIf, error) {
	all, err := rows[WhatIf](ctx, tx, `select `+whatIfColumns+` from what_if w where w.plan = @plan order by w.created_at desc, w.id limit 1`, pgx.NamedArgs{"plan": plan})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// CancelWhatIf cancels the one of a draft that waits or is being worked out; false when there is none.
func (tx *Tx) CancelWhatIf(ctx context.Context, plan uuid.UUID, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `update what_if set state = 'cancelled', finished_at = @now where plan = @plan and state in ('waiting', 'running')`, pgx.NamedArgs{"plan": plan, "now": now})
	return n > 0, err
}

// BeginWhatIf marks one as being worked out, from the beginning, and returns it; fault.NotFound when it is over or gone.
func (tx *Tx) BeginWhatIf(ctx context.Context, id uuid.UUID) (WhatIf, error) {
	return row[WhatIf](ctx, tx, `update what_if w set state = 'running', done = 0 where w.id = @id and w.state in ('waiting', 'running') returning `+whatIfColumns, pgx.NamedArgs{"id": id})
}

// AdvanceWhatIf notes how far one is; false when it was cancelled meanwhile.
func (tx *Tx) AdvanceWhatIf(ctx context.Context, id uuid.UUID, done, total int) (bool, error) {
	n, err := tx.affected(ctx, `update what_if set done = @done, total = @total where id = @id and state = 'running'`, pgx.NamedArgs{"id": id, "done": min(done, total), "total": total})
	return n == 1, err
}

// PutOffWhatIf lets one wait again, since the program ends.
func (tx *Tx) PutOffWhatIf(ctx context.Context, id uuid.UUID) error {
	return tx.exec(ctx, `update what_if set state = 'waiting', done = 0 where id = @id and state = 'running'`, pgx.NamedArgs{"id": id})
}

// FailWhatIf notes why nothing came of one, a code of the catalogue.
func (tx *Tx) FailWhatIf(ctx context.Context, id uuid.UUID, failure string, now time.Time) error {
	return tx.exec(ctx, `update what_if set state = 'failed', failure = @failure, finished_at = @now where id = @id and state in ('waiting', 'running')`,
		pgx.NamedArgs{"id": id, "failure": failure, "now": now})
}

// WhatIfCase is a row of what_if_case: a case of which a draft would ask otherwise.
type WhatIfCase struct {
	WhatIf   uuid.UUID       `json:"what_if"`
	CaseID   uuid.UUID       `json:"case_id"`
	Rank     int             `json:"rank"`
	Division division.Code   `json:"division"`
	Before   json.RawMessage `json:"before"`
	After    json.RawMessage `json:"after"`
}

// FinishWhatIf keeps what came of one; false when it was cancelled meanwhile.
func (tx *Tx) FinishWhatIf(ctx context.Context, id uuid.UUID, result json.RawMessage, cases []WhatIfCase, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `update what_if set state = 'done', done = total, result = @result, finished_at = @now where id = @id and state = 'running'`,
		pgx.NamedArgs{"id": id, "result": result, "now": now})
	if err != nil || n == 0 {
		return false, err
	}
	b := &pgx.Batch{}
	if err := queueRows(b, "what_if_case", cases); err != nil {
		return false, err
	}
	return true, tx.send(ctx, b)
}

// WhatIfLine is a case that a draft changes, with its person as the actor sees them.
type WhatIfLine struct {
	CaseID   uuid.UUID
	Name     *string // nil for a stub
	Division division.Code
	Before   json.RawMessage
	After    json.RawMessage
}

// WhatIfLines returns the cases that a draft would change most, the most first, as far as the actor still sees them.
func (tx *Tx) WhatIfLines(ctx context.Context, id uuid.UUID) ([]WhatIfLine, error) {
	return rows[WhatIfLine](ctx, tx, `
		select w.case_id, p.name, w.division, w.before, w.after
		from what_if_case w join case_file c on c.id = w.case_id left join person p on p.id = `+personOfCase+`
		where w.what_if = @id order by w.rank`, pgx.NamedArgs{"id": id})
}

// FailStrandedWhatIfs fails those that are open while no job will work them out any more.
func (tx *Tx) FailStrandedWhatIfs(ctx context.Context, failure string, now time.Time) error {
	return tx.exec(ctx, `
		update what_if w set state = 'failed', failure = @failure, finished_at = @now
		where w.state in ('waiting', 'running') and not exists (select from river_job j
			where j.kind = 'what_if' and j.args @> jsonb_build_object('what_if', w.id) and j.state not in ('completed', 'cancelled', 'discarded'))`,
		pgx.NamedArgs{"failure": failure, "now": now})
}

// FileOfCase is what the rules read of one case.
type FileOfCase struct {
	ID   uuid.UUID
	File rehab.File
}

// CaseFiles returns what the rules read of the cases the actor sees whole, after the given id and in order, at most limit. It holds none of them.
func (tx *Tx) CaseFiles(ctx context.Context, after uuid.UUID, limit int) ([]FileOfCase, error) {
	cases, err := rows[CaseFile](ctx, tx, `select `+caseFileColumns+` from case_file c where c.id > @after`+openWhole+` order by c.id limit @limit`, pgx.NamedArgs{"after": after, "limit": limit})
	if err != nil || len(cases) == 0 {
		return nil, err
	}
	ids := make([]uuid.UUID, len(cases))
	for i := range cases {
		ids[i] = cases[i].ID
	}
	all, err := rows[factRow](ctx, tx, factsOfCases, pgx.NamedArgs{"cases": ids})
	if err != nil {
		return nil, err
	}
	facts, err := factsByCase(all)
	if err != nil {
		return nil, err
	}
	out := make([]FileOfCase, len(cases))
	for i, c := range cases {
		out[i] = FileOfCase{c.ID, FileOf(c, facts[c.ID])}
	}
	return out, nil
}

// CountCases returns how many cases the actor sees whole.
func (tx *Tx) CountCases(ctx context.Context) (int, error) {
	return value[int](ctx, tx, `select count(*)::int from case_file c where true`+openWhole, nil)
}
