package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// DecisionLine is a decision on its way: to be drafted, under way, waiting for approval, or issued and not yet served on everybody.
type DecisionLine struct {
	CaseID  uuid.UUID
	Name    string // of the person
	DocMask string
	Measure string
	Place   division.Code
	Step    string // what is next: draft, continue, returned, approve or serve
	Drafter string // who wrote the draft last; "" before and after there is one
	Own     bool   // the actor wrote on the draft and may not approve it
	Reason  string // why it was returned
	Duties  []string
	Since   date.Date // day of the screening, of the draft's last step, or from which it has to be served
	Due     date.Date // last day of the first duty to serve; none before
}

// DecisionKey is a line's place in the list: its due day, or since when it waits, and the case.
type DecisionKey struct {
	Day  date.Date
	Case uuid.UUID
}

// Key returns the line's place in the list.
func (l *DecisionLine) Key() DecisionKey {
	if l.Due.IsZero() {
		return DecisionKey{l.Since, l.CaseID}
	}
	return DecisionKey{l.Due, l.CaseID}
}

// DraftCounts returns how many decisions on their way among the cases open to the actor have to be drafted, by step: draft, continue, returned.
func (tx *Tx) DraftCounts(ctx context.Context) (map[string]int, error) {
	type count struct {
		Step string
		N    int
	}
	counts, err := rows[count](ctx, tx, `
		select case when d.id is null then 'draft' when d.returned_reason is not null then 'returned' else 'continue' end as step, count(*)::int as n
		from case_summary s left join decision_draft d on d.case_id = s.case_id
		where s.stage = 'screening' and s.exit_day is null and d.submitted_at is null group by 1`, nil)
	out := make(map[string]int, len(counts))
	for _, c := range counts {
		out[c.Step] = c.N
	}
	return out, err
}

// DecisionLines returns the decisions on their way among the cases open to the actor that are at one of the steps, by the day they are due or
// have waited since, at most limit after the given one.
func (tx *Tx) DecisionLines(ctx context.Context, steps []string, day date.Date, after DecisionKey, limit int) ([]DecisionLine, error) {
	return rows[DecisionLine](ctx, tx, `
		with work as (
			select s.case_id, s.person_id, c.measure, s.answerable as place,
				case when d.id is null then 'draft' when d.submitted_at is not null then 'approve' when d.returned_reason is not null then 'returned' else 'continue' end as step,
				coalesce(a.name, '') as drafter, coalesce(@me = any (d.drafters), false) as own, coalesce(d.returned_reason, '') as reason, '{}'::text[] as duties,
				coalesce((coalesce(d.submitted_at, d.drafted_at) at time zone 'Asia/Shanghai')::date, c.opened_on) as since, null::date as due
			from case_summary s join case_file c on c.id = s.case_id left join decision_draft d on d.case_id = s.case_id left join account a on a.id = d.drafted_by
			where s.stage = 'screening' and s.exit_day is null and d.fact_id is null
			union all
			select s.case_id, s.person_id, s.measure, s.answerable, 'serve', '', false, '', array_agg(o.kind order by o.due, o.seq), min(o.opens), min(o.due)
			from obligation o join case_summary s on s.case_id = o.case_id
			where o.kind in ('serve_person', 'serve_family', 'notify_township') and o.opens <= @day
			group by s.case_id, s.person_id, s.measure, s.answerable)
		select w.case_id, p.name, p.document_mask as doc_mask, w.measure, w.place, w.step, w.drafter, w.own, w.reason, w.duties, w.since, w.due
		from work w join person p on p.id = w.person_id
		where w.step = any (@steps) and (@after_id::uuid is null or (coalesce(w.due, w.since), w.case_id) > (@after_day::date, @after_id))
		order by coalesce(w.due, w.since), w.case_id limit @limit`,
		pgx.NamedArgs{"steps": steps, "day": day, "me": tx.actor.Account, "after_id": orNull(after.Case), "after_day": after.Day, "limit": limit})
}
