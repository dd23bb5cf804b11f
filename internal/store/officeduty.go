package store

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// officeDuties are the SELECTs of what offices owe each other, in the order of rehab.OfficeDuties. Each gives, of what stands open: kind, key (of
// the thing, as text), division and unit of who owes it (unit null: the office of the division), about (the words it is told apart by, as
// arguments of the family office_duty_about), opens, due (null: no set day). Who sees a row is said by the row-level policy of its table.
var officeDuties = []string{returnDuties, noticeDuties, measureDuties, staffDuties, appealDuties, splitDuties}

// returnDuties are the returns that somebody has to act on.
const returnDuties = `
	select case
			when r.level = 'village' and r.state = 'submitted' then 'return_review_village'
			when r.level = 'village' then 'return_village'
			when r.level = 'city' then 'return_city'
			when r.state = 'prepared' then 'return_sign'
			when r.state = 'submitted' then 'return_review_township'
			when r.state = 'accepted' then 'return_lock'
			else 'return_township' end as kind,
		r.id::text as key, r.division, null::bigint as unit,
		jsonb_build_object('Period', case r.level when 'village' then to_char(r.period, 'YYYY-MM') else to_char(r.period, 'YYYY-"Q"Q') end) as about,
		r.opens, r.next_due as due
	from periodic_return r where r.next_due is not null`

// noticeDuties are the supervision notices that somebody has to act on. Who has asked for more time still has the reply to give.
const noticeDuties = `
	select d.kind, n.id::text as key, case when d.of_unit then n.division else n.division - n.division % 1000000 end as division, case when d.of_unit then n.unit end as unit,
		jsonb_build_object('Number', n.number) as about, n.since as opens, d.due
	from notice n cross join lateral (values
		(true, case n.state when 'issued' then 'notice_receive' when 'received' then 'notice_reply' when 'asked' then 'notice_reply' when 'rejected' then 'notice_reply' end,
			case n.state when 'issued' then n.due else n.reply_by end),
		(false, case n.state when 'asked' then 'notice_extend' when 'replied' then 'notice_decide' when 'refused' then 'notice_report' when 'reported' then 'notice_report' end, n.due)
	) d (of_unit, kind, due) where n.due is not null and d.kind is not null`

// paymentDuties are the batches that wait to be paid, for everybody of the office but their makers. No day is set for it.
const paymentDuties = `
	select 'payment_to_record' as kind, b.id::text as key, l.county as division, null::bigint as unit,
		jsonb_build_object('Year', b.year::text, 'Number', b.number::text, 'Yuan', to_char(b.fen / 100.0, 'FM999999999990.00')) as about, b.day as opens, null::date as due
	from payment_batch b
	join lateral (select min(l.village) / 1000000 * 1000000 as county from payment_line l where l.batch = b.id) l on true
	where b.recorded_by <> nullif(current_setting('xinsheng.account', true), '')::bigint and not exists (select from payment_end n where n.batch = b.id)`

// officeWork gives the office duties of the actor as JSON: the most urgent first, of each kind at most @office_limit to do or to sign and @office_watch
// to watch, with how many there are of the kind. own: the actor sits in the unit that owes it. A village's return is for the township that the village belonged to in its period.
var officeWork = `
	select coalesce(jsonb_agg(to_jsonb(x) || jsonb_build_object('division', x.division::text) order by x.section, x.due, x.kind, x.key), '[]') as office from (
		select o.*, coalesce(u.name, '') as unit_name, ` + dutyState + ` as state,
			case when o.due < @today::date then 2 when o.due <= @week::date then 3 when o.due is null or o.due <= @month::date then 4 else 5 end as section,
			row_number() over (partition by o.kind, o.part order by o.due, o.key) as place, count(*) over (partition by o.kind, o.part) as of_kind,
			count(*) filter (where o.due < @today::date) over (partition by o.kind, o.part) as late_of_kind
		from (
			select d.*, null::date as lapses, @office_parts::jsonb -> (case when d.unit is null then d.division = any (@my_divisions) else d.unit = any (@my_units) end)::text ->> d.kind as part
			from (` + strings.Join(append(officeDuties, paymentDuties), " union all ") + `) d
			where d.kind not in ('return_village', 'return_review_village') or array[d.division, d.division - d.division % 1000, d.division - d.division % 1000000] && @my_divisions::bigint[]
		) o left join unit u on u.id = o.unit
		where o.part is not null and ` + dutyState + ` in ('open', 'overdue') and (o.part <> 'watch' or @all::boolean or o.due < @today::date)
	) x where x.place <= case when x.part = 'watch' then @office_watch::int else @office_limit::int end`

// OfficeFilter chooses office duties.
type OfficeFilter struct {
	Parts    map[bool]map[string]string // by whether the actor's unit owes it, then by kind: access.Part
	Today    date.Date
	WeekEnd  date.Date
	MonthEnd date.Date
	All      bool // also what the role only watches and is not overdue
	Limit    int  // of each kind to do or sign
	Watch    int  // of each kind to watch
}

// OfficeLine is one office duty.
type OfficeLine struct {
	Kind       string          `json:"kind"`
	Key        string          `json:"key"`
	Division   division.Code   `json:"division"`  // of who owes it
	Unit       *int64          `json:"unit"`      // who owes it; nil: the office of the division
	UnitName   string          `json:"unit_name"` // of Unit
	About      json.RawMessage `json:"about"`
	Opens      date.Date       `json:"opens"`
	Due        date.Date       `json:"due"` // none: no set day
	Part       string          `json:"part"`
	State      string          `json:"state"`        // rehab's words
	Section    int             `json:"section"`      // WorkOverdue and so on
	OfKind     int             `json:"of_kind"`      // how many there are of the kind and part
	LateOfKind int             `json:"late_of_kind"` // and how many of those are overdue
}

// addTo adds the arguments of officeWork.
func (f OfficeFilter) addTo(args pgx.NamedArgs, tx *Tx) {
	parts := map[string]map[string]string{"true": f.Parts[true], "false": f.Parts[false]}
	args["office_parts"], args["office_limit"], args["office_watch"] = parts, f.Limit, f.Watch
	args["my_divisions"], args["my_units"] = append([]division.Code{tx.actor.Division}, tx.actor.Codes...), append([]int64{tx.actor.Unit}, tx.actor.Units...)
}

// OfficeDuties returns the actor's office duties, the most urgent first; a worklist has them in its own round trip.
func (tx *Tx) OfficeDuties(ctx context.Context, f OfficeFilter) (out []OfficeLine, err error) {
	args := pgx.NamedArgs{"today": f.Today, "week": f.WeekEnd, "month": f.MonthEnd, "all": f.All}
	f.addTo(args, tx)
	raw, err := value[json.RawMessage](ctx, tx, officeWork, args)
	if err != nil {
		return nil, err
	}
	return out, unmarshalled(raw, &out)
}
