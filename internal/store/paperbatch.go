package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// BatchLine is one person, or one fact of a person, for whom a paper could be issued among others, and the paper once there is one.
type BatchLine struct {
	CaseID      uuid.UUID
	Name        string
	Place       division.Code // answerable now
	FactID      *uuid.UUID    // nil: the paper is about the case
	FactKind    string
	FactDay     date.Date
	WindowFrom  date.Date // of a test notice
	WindowTo    date.Date
	PaperID     *uuid.UUID // the newest that stands
	PaperNumber *string
	PaperDay    date.Date
}

// NoticeLines returns those for whom a village answers and who owe a test in a month, which is not over and at most the one after this, and those who have
// a notice for a day of that month, in the order of the month's sheet. kind is the notice's kind, whose field "on" names the day.
func (tx *Tx) NoticeLines(ctx context.Context, kind string, village division.Code, month date.Month, today date.Date) ([]BatchLine, error) {
	return rows[BatchLine](ctx, tx, `
		select s.case_id, p.name, s.answerable as place, null::uuid as fact_id, '' as fact_kind, null::date as fact_day, o.opens as window_from, o.due as window_to,
			n.id as paper_id, n.number as paper_number, n.day as paper_day
		from case_summary s join person p on p.id = s.person_id
			left join lateral (
				select x.opens, x.due from obligation x
				where x.case_id = s.case_id and x.kind = 'test' and x.opens <= @last and x.due >= greatest(@first::date, @today::date)
				order by x.due limit 1) o on true
			left join lateral (
				select x.id, x.number, x.day from paper x
				where x.case_id = s.case_id and x.kind = @kind and x.said ->> 'on' between @from and @to and not exists (select from paper_void v where v.paper_id = x.id)
				order by x.issued_at desc limit 1) n on true
		where s.answerable = @village and s.stage = 'in_execution' and (o.due is not null or n.id is not null)
		order by s.report_in, s.case_id`,
		pgx.NamedArgs{"kind": kind, "village": village, "first": month.First(), "last": month.Last(), "today": today, "from": month.First().String(), "to": month.Last().String()})
}

// LetterLines returns the facts of the kinds in the actor's scope from a day on that stand, each with its paper of the kind if it has one: at most limit
// without and as many with a paper, the newest first.
func (tx *Tx) LetterLines(ctx context.Context, kind string, facts []string, since date.Date, limit int) ([]BatchLine, error) {
	return rows[BatchLine](ctx, tx, `
		select case_id, name, place, fact_id, fact_kind, fact_day, null::date as window_from, null::date as window_to, paper_id, paper_number, paper_day
		from (
			select f.case_id, p.name, s.answerable as place, f.id as fact_id, f.kind as fact_kind, f.date as fact_day, n.id as paper_id, n.number as paper_number, n.day as paper_day,
				row_number() over (partition by n.id is null order by f.date desc, f.id) as line
			from case_summary s join person p on p.id = s.person_id join fact f on f.case_id = s.case_id and f.kind = any (@facts) and f.date >= @since
				left join lateral (
					select x.id, x.number, x.day from paper x
					where x.case_id = f.case_id and x.fact_id = f.id and x.kind = @kind and not exists (select from paper_void v where v.paper_id = x.id)
					order by x.issued_at desc limit 1) n on true
			where s.answerable <@ `+myScope+` and not exists (select from fact_void v where v.case_id = f.case_id and v.of = f.id)) lines
		where line <= @limit
		order by fact_day desc, fact_id`,
		pgx.NamedArgs{"kind": kind, "facts": facts, "since": since, "limit": limit})
}
