package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

const (
	// namedFor is the account written down for the case c while its division answers, else the village's worker: the one posted there when the case
	// came, or the first one since. Deputies stand in and answer for nothing. c needs case_id, answerable and since.
	namedFor = `coalesce(
		(select w.worker from case_worker w where w.case_id = c.case_id and w.division = c.answerable order by w.id desc limit 1),
		(select p.account from unit u join posting p on p.unit = u.id
			where u.division = c.answerable and ` + villageUnit + ` and p.role = 'village_worker' and p.deputy_for is null and p.valid_from <= @today::date
				and (p.valid_until is null or p.valid_until >= greatest(p.valid_from, c.since)) order by p.valid_from, p.id limit 1))`

	// workerOf is the account that answers for the case c on @today: the one named, as long as it is posted to the village or its township. Null is a
	// case without a worker, which waits for the township to hand it over. Nothing else says who it is. The postings of the day are read once a query; offset 0 keeps who is named from being worked out three times.
	workerOf = `(select n.account from (select ` + namedFor + ` as account offset 0) n
		where (n.account, c.answerable) in (select p.account, u.division ` + postedNow + ` and p.role = 'village_worker' and ` + villageUnit + `)
			or (n.account, c.answerable - c.answerable % 1000) in (select p.account, u.division ` + postedNow + ` and p.role in ('township_worker', 'township_lead') and ` + townshipUnit + `))`

	postedNow = `from posting p join account a on a.id = p.account join unit u on u.id = p.unit
		where a.disabled_at is null and p.valid_from <= @today::date and (p.valid_until is null or p.valid_until >= @today::date)`
	villageUnit  = `u.kind = 'village' and u.valid_until is null`
	townshipUnit = `u.kind = 'township' and u.valid_until is null`

	// mineIs says that the account answers for the actor's own cases: the actor's, and as a deputy those of whom it stands in for.
	mineIs = ` in (select @me::bigint union select f.account from posting d join posting f on f.id = d.deputy_for where d.id = @my_posting::bigint)`
)

// workerOfCase is who answers for the open case @id on @today.
const workerOfCase = `
	select a.id as account, a.name, c.answerable as division from (select s.case_id, s.answerable, s.answerable_since as since from case_summary s
		where s.case_id = @id and s.exit_day is null and s.stage <> 'screening') c left join account a on a.id = ` + workerOf

// CaseWorker is who answers for an open case by name; a nil Account is nobody.
type CaseWorker struct {
	Account  *int64
	Name     *string
	Division division.Code // the village that answers
}

// WorkerPost is a posting of somebody who can answer for cases: of a village, or of a whole township.
type WorkerPost struct {
	Account  int64
	Name     string
	Role     string
	Division division.Code // of the village, or of the township
	Until    date.Date     // the last day, when it has one
}

// WorkerPosts returns the postings in force of the actor's scope to which cases can be handed over, by place, the village's own first. Deputies and
// disabled accounts are left out.
func (tx *Tx) WorkerPosts(ctx context.Context, today date.Date) ([]WorkerPost, error) {
	return rows[WorkerPost](ctx, tx, `
		select a.id as account, a.name, p.role, u.division, p.valid_until as until `+postedNow+` and p.deputy_for is null and u.division <@ `+myScope+`
			and (p.role = 'village_worker' and `+villageUnit+` or p.role in ('township_worker', 'township_lead') and `+townshipUnit+`)
		order by u.division - u.division % 1000, u.kind = 'township', u.division, p.role desc, p.valid_from, p.id`, pgx.NamedArgs{"today": today})
}

// WorkerCell is the round of the present month of one worker in one village.
type WorkerCell struct {
	Division   division.Code
	Worker     *int64 // nil: without one
	Name       *string
	Cases      int // open cases
	Late       int // with something overdue
	TestDue    int // windows counted in the month and not excused
	TestDone   int
	ReportDue  int // persons who owe a report
	ReportDone int
	TalkDue    int
	TalkDone   int
	VisitDue   int
	VisitDone  int
}

// WorkerCells counts the open cases of the actor's offices by village and by who answers for them, with what the month asks and what is done of it. Each
// figure is the length of the list of cases with the same filters.
func (tx *Tx) WorkerCells(ctx context.Context, today date.Date) ([]WorkerCell, error) {
	from, to := tx.actor.Scope.Bounds()
	return rows[WorkerCell](ctx, tx, `
		with base as (`+presentCases+`), open as materialized (
			select c.case_id, c.division, `+workerOf+` as worker from base c where `+mine+` and not c.ended and c.stage <> 'screening')
		select x.division, x.worker, min(a.name) as name, count(*)::int as cases,
			(count(*) filter (where x.case_id in (select o.case_id from obligation o where `+myDuty+` and `+dutyIsLate+`)))::int as late,
			`+roundSums+`
		from open x left join case_month c on c.case_id = x.case_id and c.month = @month::date left join account a on a.id = x.worker
		group by x.division, x.worker order by x.division, x.worker nulls first`,
		pgx.NamedArgs{"today": today, "month": today.Month().First(), "scope_low": from, "scope_high": to})
}

// UnassignedCases returns how many open cases of the actor's offices nobody answers for by name.
func (tx *Tx) UnassignedCases(ctx context.Context, today date.Date) (int, error) {
	from, to := tx.actor.Scope.Bounds()
	return value[int](ctx, tx, `with base as (`+presentCases+`) select count(*)::int from base c where `+unassigned,
		pgx.NamedArgs{"today": today, "scope_low": from, "scope_high": to})
}

// CasesOfWorker returns for how many open cases an account answers, whatever the actor sees: a number for who ends postings and sees no case.
func (tx *Tx) CasesOfWorker(ctx context.Context, account int64, today date.Date) (n int, err error) {
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	b.Queue(`with base as (`+presentCases+`) select count(*)::int from base c where not c.ended and c.stage <> 'screening' and `+workerOf+` = @account`,
		pgx.NamedArgs{"account": account, "today": today}).QueryRow(func(r pgx.Row) error { return r.Scan(&n) })
	queueSettings(b, tx.actor)
	return n, tx.send(ctx, b)
}

// HandoverCase is an open case that can be handed over, as it stands.
type HandoverCase struct {
	CaseID   uuid.UUID
	PersonID uuid.UUID
	Name     string
	DocMask  string
	Division division.Code
	Worker   *int64
	Named    *int64  // written down for it, posted there or not; nil: nobody is
	NameOf   *string // of the worker
}

// HandoverAsked chooses cases: those named, and all of some villages that a worker answers for.
type HandoverAsked struct {
	Cases  []uuid.UUID
	Whole  []division.Code
	Worker int64 // of the villages taken whole; 0: nobody
	Limit  int
}

// HandoverCases returns the open cases chosen for which the actor's offices answer, by village and name. With hold they stay as they are until the
// transaction ends.
func (tx *Tx) HandoverCases(ctx context.Context, a HandoverAsked, today date.Date, hold bool) ([]HandoverCase, error) {
	if hold {
		if err := tx.exec(ctx, `select from case_file c where c.id = any(@cases) order by c.id for update`, pgx.NamedArgs{"cases": a.Cases}); err != nil {
			return nil, err
		}
	}
	from, to := tx.actor.Scope.Bounds()
	whole := make([]int64, len(a.Whole))
	for i, c := range a.Whole {
		whole[i] = int64(c)
	}
	return rows[HandoverCase](ctx, tx, `
		with base as (`+presentCases+`)
		select c.case_id, c.person_id, p.name, p.document_mask as doc_mask, c.division, a.id as worker, a.name as name_of,
			(select w.worker from case_worker w where w.case_id = c.case_id and w.division = c.answerable order by w.id desc limit 1) as named
		from base c join person p on p.id = c.person_id left join account a on a.id = `+workerOf+`
		where `+mine+` and not c.ended and c.stage <> 'screening'
			and (c.case_id = any(@cases) or c.division = any(@whole) and coalesce(`+workerOf+`, 0) = @worker)
		order by c.division, p.name collate "zh-x-icu", c.case_id limit nullif(@limit, 0)`,
		pgx.NamedArgs{"cases": a.Cases, "whole": whole, "worker": a.Worker, "today": today, "scope_low": from, "scope_high": to, "limit": a.Limit})
}

// OwnCases is for how many open cases an actor answers by name, itself or as a deputy, of how many that its offices answer for.
type OwnCases struct{ Own, All int }

// OwnCases counts the actor's own open cases.
func (tx *Tx) OwnCases(ctx context.Context, today date.Date) (OwnCases, error) {
	from, to := tx.actor.Scope.Bounds()
	return row[OwnCases](ctx, tx, `
		with base as (`+presentCases+`)
		select (count(*) filter (where `+workerOf+mineIs+`))::int as own, count(*)::int as all from base c where `+mine+` and not c.ended and c.stage <> 'screening'`,
		pgx.NamedArgs{"today": today, "scope_low": from, "scope_high": to, "me": tx.actor.Account, "my_posting": tx.actor.Posting})
}
