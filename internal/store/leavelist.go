package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// LeaveLine is a leave that somebody still has to act on: to be decided, or to be returned from.
type LeaveLine struct {
	CaseID   uuid.UUID
	Seq      int
	Name     string
	DocMask  string
	Division division.Code // the village answerable
	State    string        // one of LeaveStates
	Leave    uuid.UUID     // the fact
	Asked    date.Date
	From     date.Date
	Until    date.Date // with extensions
	Place    *string   // where to
	Reason   *string
	Due      date.Date // of the decision or the return

	More        *uuid.UUID // the newest request for a later return, answered or not; nil without one
	MoreUntil   date.Date  // the day of return it asks for
	MoreWaits   bool       // it has no answer
	MoreRefused *string    // the reason of its refusal, empty when none was given; nil when it was not refused
}

// Extension returns how the newest request for a later return stands; false when there is none, or it was granted and the leave is that much longer.
func (l *LeaveLine) Extension() (rehab.ExtensionState, bool) {
	switch {
	case l.More == nil:
		return "", false
	case l.MoreWaits:
		return rehab.ExtensionOpen, true
	}
	return rehab.ExtensionRefused, l.MoreRefused != nil
}

// LeaveStates are the states of a leave on the list: not decided, agreed and to begin, under way, and past its day of return. Whether more time was asked
// for stands beside the last three.
func LeaveStates() []string { return []string{"overdue", "away", "asked", "extend", "coming"} }

// leaveState says how a leave of an obligation stands on a day.
const leaveState = `case when o.kind = 'leave_decision' then 'asked' when o.due < @day then 'overdue' when o.opens > @day then 'coming' else 'away' end`

// asksMore says that a request for a later return of the leave of an obligation waits for its answer.
const asksMore = `exists (select from obligation x where x.case_id = o.case_id and x.kind = 'leave_extension' and x.of_fact = o.of_fact)`

const openLeaves = ` o.kind in ('leave_decision', 'leave_return') and (o.lapses is null or o.lapses >= @day) and (@low::bigint = 0 or o.division between @low and @high)`

// LeaveFilter chooses leaves: by state ("" for all) and place (the zero range for all).
type LeaveFilter struct {
	State  string
	Within division.Range
}

func (f LeaveFilter) args(day date.Date) pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "low": f.Within.Low, "high": f.Within.High, "day": day}
}

// LeaveCounts counts the leaves of a place by state, whatever the filter's state.
func (tx *Tx) LeaveCounts(ctx context.Context, f LeaveFilter, day date.Date) (map[string]int, error) {
	counts, err := rows[struct {
		State string
		Count int
	}](ctx, tx, `
		select l.state, count(*)::int as count
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
		cross join lateral (select `+leaveState+` as state union all select 'extend' where `+asksMore+`) l where `+openLeaves+` group by 1`, f.args(day))
	by := map[string]int{}
	for _, c := range counts {
		by[c.State] = c.Count
	}
	return by, err
}

// newestMore is the newest request for a later return of the leave of a line g, with the reason of its refusal.
const newestMore = `
	select e.id, r.until, (select coalesce(q.reason, '') from fact n join fact_leave_extension_refusal q on q.fact_id = n.id
		where n.case_id = g.case_id and n.kind = 'leave_extension_refusal' and q.of = e.id and not exists (select from fact_void v where v.of = n.id) limit 1) as refused
	from fact e join fact_leave_extension_request r on r.fact_id = e.id
	where e.case_id = g.case_id and e.kind = 'leave_extension_request' and r.of = g.leave and not exists (select from fact_void v where v.of = e.id)
	order by e.date desc, e.recorded_at desc limit 1`

// LeaveLines returns the leaves chosen, the one due first first, at most limit, after the given one. What was asked for is read by key for the
// lines of the page alone.
func (tx *Tx) LeaveLines(ctx context.Context, f LeaveFilter, day date.Date, after DutyKey, limit int) ([]LeaveLine, error) {
	args := f.args(day)
	args["after_id"], args["after_due"], args["after_seq"], args["limit"] = orNull(after.Case), after.Due, after.Seq, limit
	return rows[LeaveLine](ctx, tx, `
		with page as (
			select o.case_id, o.seq, p.name, p.document_mask as doc_mask, o.division, `+leaveState+` as state, o.of_fact as leave, o.due, o.kind, `+asksMore+` as more_waits
			from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
			where `+openLeaves+` and (@state = '' or `+leaveState+` = @state or @state = 'extend' and `+asksMore+`)
				and (@after_id::uuid is null or (o.due, o.case_id, o.seq) > (@after_due::date, @after_id, @after_seq))
			order by o.due, o.case_id, o.seq limit @limit)
		select g.case_id, g.seq, g.name, g.doc_mask, g.division, g.state, g.leave, f.date as asked, l."from",
			case when g.kind = 'leave_return' then g.due else l.until end as until, l."to" as place, l.reason, g.due,
			m.id as more, m.until as more_until, g.more_waits, m.refused as more_refused
		from page g join fact f on f.id = g.leave join fact_leave l on l.fact_id = g.leave
		left join lateral (`+newestMore+`) m on true
		order by g.due, g.case_id, g.seq`, args)
}
