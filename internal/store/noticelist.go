package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// NoticeLine is a notice as lists show it.
type NoticeLine struct {
	Notice
	UnitName string
	UnitKind string
	Items    int // duties that were overdue
}

// NoticeFilter chooses notices; zero fields choose all.
type NoticeFilter struct {
	State string // one of rehab.NoticeStates
	Open  bool   // not ended
	Late  bool   // the last day of whoever's turn it is has passed
	Unit  int64
	From  date.Date // issued on or after
	To    date.Date // and on or before
	Today date.Date
	After NoticeKey
	Limit int
}

// NoticeKey is a notice's place in the list: the one due first first, then the ended ones, the newest first.
type NoticeKey struct {
	Due date.Date
	ID  uuid.UUID
}

const noticeLines = `
	select ` + noticeColumns + `, u.name as unit_name, u.kind as unit_kind, (select count(*)::int from notice_item i where i.notice = n.id) as items
	from notice n join unit u on u.id = n.unit`

const noticeWhere = `
	(@state::text = '' or n.state = @state) and (not @open::boolean or n.due is not null) and (not @late::boolean or n.due < @today::date)
	and (@unit::bigint = 0 or n.unit = @unit) and (@from::date is null or n.issued_on >= @from) and (@to::date is null or n.issued_on <= @to)`

func (f NoticeFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "open": f.Open, "late": f.Late, "unit": f.Unit, "from": f.From, "to": f.To, "today": f.Today,
		"after_due": f.After.Due, "after_id": orNull(f.After.ID), "limit": f.Limit}
}

// NoticePage returns a page of the notices that the filter chooses and the actor sees.
func (tx *Tx) NoticePage(ctx context.Context, f NoticeFilter) ([]NoticeLine, error) {
	return rows[NoticeLine](ctx, tx, noticeLines+` where `+noticeWhere+` and (@after_id::uuid is null
			or coalesce(n.due, 'infinity') > coalesce(@after_due::date, 'infinity')
			or coalesce(n.due, 'infinity') = coalesce(@after_due::date, 'infinity') and n.id < @after_id)
		order by coalesce(n.due, 'infinity'), n.id desc limit @limit`, f.args())
}

// NoticeLine returns one notice as lists show it, or fault.NotFound.
func (tx *Tx) NoticeLine(ctx context.Context, id uuid.UUID) (NoticeLine, error) {
	return row[NoticeLine](ctx, tx, noticeLines+` where n.id = @id`, pgx.NamedArgs{"id": id})
}

// NoticeCount is how many notices of a unit are in a state.
type NoticeCount struct {
	Unit     int64
	UnitName string
	UnitKind string
	Division division.Code
	State    string // one of rehab.NoticeStates
	Count    int
	Late     int // of them, those whose last day has passed
	Rejected int // of them, those of which a reply was ever rejected
}

// NoticeCounts counts the notices that the filter chooses, whatever its page, by unit and state: for the list, the dashboard and the ranking. Those
// that were withdrawn count under their state, and nowhere else.
func (tx *Tx) NoticeCounts(ctx context.Context, f NoticeFilter) ([]NoticeCount, error) {
	return rows[NoticeCount](ctx, tx, `
		select n.unit, u.name as unit_name, u.kind as unit_kind, n.division, n.state, count(*)::int as count, (count(*) filter (where n.due < @today::date))::int as late,
			(count(*) filter (where n.rejections > 0))::int as rejected
		from notice n join unit u on u.id = n.unit where `+noticeWhere+` group by 1, 2, 3, 4, 5 order by n.division, n.unit, n.state`, f.args())
}

// OverdueDuty is a duty past its last day, as a notice can name it.
type OverdueDuty struct {
	CaseID   uuid.UUID // uuid.Nil of what is about no case
	Kind     string
	Name     string // whole; a notice masks it
	Division division.Code
	Period   date.Date // first day of the month or period; none where it belongs to none
	Due      date.Date
	OfFact   *uuid.UUID
}

// Key tells the duty from the others of its case whenever the case is computed.
func (o *OverdueDuty) Key() string {
	key := o.CaseID.String() + "_" + o.Kind + "_" + o.Division.String() + "_" + o.Due.String() + "_" + o.Period.String()
	if o.OfFact != nil {
		key += "_" + o.OfFact.String()
	}
	return key
}
