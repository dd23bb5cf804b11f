package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
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
}

// LeaveStates are the states of a leave on the list: not decided, agreed and to begin, under way, and past its day of return.
func LeaveStates() []string { return []string{"overdue", "away", "asked", "coming"} }

// leaveState says how a leave of an obligation stands on a day.
const leaveState = `case when o.kind = 'leave_decision' then 'asked' when o.due < @day then 'overdue' when o.opens > @day then 'coming' else 'away' end`

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
		select `+leaveState+` as state, count(*)::int as count
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id where `+openLeaves+` group by 1`, f.args(day))
	by := map[string]int{}
	for _, c := range counts {
		by[c.State] = c.Count
	}
	return by, err
}

// LeaveLines returns the leaves chosen, the one due first first, at most limit, after the given one. What was asked for is read by key for the
// lines of the page alone.
func (tx *Tx) LeaveLines(ctx context.Context, f LeaveFilter, day date.Date, after DutyKey, limit int) ([]LeaveLine, error) {
	args := f.args(day)
	args["after_id"], args["after_due"], args["after_seq"], args["limit"] = orNull(after.Case), after.Due, after.Seq, limit
	return rows[LeaveLine](ctx, tx, `
		with page as (
			select o.case_id, o.seq, p.name, p.document_mask as doc_mask, o.division, `+leaveState+` as state, o.of_fact as leave, o.due, o.kind
			from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
			where `+openLeaves+` and (@state = '' or `+leaveState+` = @state)
				and (@after_id::uuid is null or (o.due, o.case_id, o.seq) > (@after_due::date, @after_id, @after_seq))
			order by o.due, o.case_id, o.seq limit @limit)
		select g.case_id, g.seq, g.name, g.doc_mask, g.division, g.state, g.leave, f.date as asked, l."from",
			case when g.kind = 'leave_return' then g.due else l.until end as until, l."to" as place, l.reason, g.due
		from page g join fact f on f.id = g.leave join fact_leave l on l.fact_id = g.leave
		order by g.due, g.case_id, g.seq`, args)
}
