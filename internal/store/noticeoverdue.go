package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// OverdueFilter chooses what a unit has left overdue.
type OverdueFilter struct {
	Kinds  []string         // of duties of cases, and of matters between offices
	Places []division.Range // owed there
	Kind   string           // one of Kinds; empty: all
	Today  date.Date
	Limit  int
}

const overdueAt = ` exists (select from unnest(@low::bigint[], @high::bigint[]) as at (low, high) where o.division between at.low and at.high)`

// OverdueDuties returns what is owed at the places, is overdue and has not lapsed, the oldest first: duties of cases, and periodic returns.
func (tx *Tx) OverdueDuties(ctx context.Context, f OverdueFilter) ([]OverdueDuty, error) {
	low, high := make([]int64, len(f.Places)), make([]int64, len(f.Places))
	for i, r := range f.Places {
		low[i], high[i] = int64(r.Low), int64(r.High)
	}
	return rows[OverdueDuty](ctx, tx, `
		select * from (
			(select o.case_id, o.kind, p.name, o.division, o.month as period, o.due, o.of_fact
			from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
			where o.kind = any(@kinds) and (@kind = '' or o.kind = @kind) and `+dutyState+` = 'overdue' and `+overdueAt+`
			order by o.due, o.case_id, o.seq limit @limit)
			union all
			select '00000000-0000-0000-0000-000000000000', o.kind, '', o.division, r.period, o.due, null
			from (`+returnDuties+`) o join periodic_return r on r.id::text = o.key
			where o.kind = any(@kinds) and (@kind = '' or o.kind = @kind) and o.due < @today::date and `+overdueAt+`) d
		order by d.due, d.case_id, d.kind, d.division, d.period limit @limit`,
		pgx.NamedArgs{"kinds": f.Kinds, "kind": f.Kind, "low": low, "high": high, "today": f.Today, "limit": f.Limit})
}

// OverdueReferrals returns the referrals that a department has not answered or acted on in time, the oldest first. Their kinds are referral_answer and
// referral_act, and their names what the department was told.
func (tx *Tx) OverdueReferrals(ctx context.Context, department int64, today date.Date, limit int) ([]OverdueDuty, error) {
	return rows[OverdueDuty](ctx, tx, `
		select r.case_id, case when r.state = 'sent' then 'referral_answer' else 'referral_act' end as kind, r.shown_name as name, r.answerable as division,
			null::date as period, r.due, r.id as of_fact
		from referral r where r.department = @department and r.due < @today::date order by r.due, r.id limit @limit`,
		pgx.NamedArgs{"department": department, "today": today, "limit": limit})
}
