package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

// Split is a row of unit_split: a part of a village goes over into another on a day.
type Split struct {
	ID        uuid.UUID // key of the form
	FromUnit  int64
	FromCode  division.Code
	FromName  string
	ToUnit    int64
	ToCode    division.Code
	ToName    string
	Founded   bool // the other is founded by it
	Day       date.Date
	Basis     string    // by which document
	Opens     date.Date // on which it was recorded
	AppliedAt *time.Time
}

var _ = meaning("unit_split_once_a_day", "into", text.SplitTwice)

const splits = `
	select s.id, s.from_unit, s.from_code, f.name as from_name, s.to_unit, s.to_code, t.name as to_name, s.founded, s.day, s.basis, s.opens, s.applied_at
	from unit_split s join unit f on f.id = s.from_unit join unit t on t.id = s.to_unit where s.withdrawn_at is null`

// Splits returns those that stand of which the unit is a part, by day; 0 means every unit.
func (tx *Tx) Splits(ctx context.Context, unit int64) ([]Split, error) {
	return rows[Split](ctx, tx, splits+` and (@unit = 0 or @unit in (s.from_unit, s.to_unit)) order by s.day, s.id`, pgx.NamedArgs{"unit": unit})
}

// Split returns one that stands, or fault.NotFound.
func (tx *Tx) Split(ctx context.Context, id uuid.UUID) (Split, error) {
	return row[Split](ctx, tx, splits+` and s.id = @id`, pgx.NamedArgs{"id": id})
}

// AnySplit reports whether a village of the actor's scope was or will be divided.
func (tx *Tx) AnySplit(ctx context.Context) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from unit_split s where s.withdrawn_at is null and s.from_code <@ `+myScope+`)`, nil)
}

// SplitRecorded reports whether the form with the key was recorded already, taken back or not.
func (tx *Tx) SplitRecorded(ctx context.Context, key uuid.UUID) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from unit_split where id = @key)`, pgx.NamedArgs{"key": key})
}

// AddSplit writes one by the transaction's actor, with the postings that go along.
func (tx *Tx) AddSplit(ctx context.Context, s Split, postings []int64, now time.Time) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into unit_split (id, from_unit, from_code, to_unit, to_code, founded, day, basis, opens, recorded_by, recorded_at)
		values (@id, @from_unit, @from_code, @to_unit, @to_code, @founded, @day, @basis, @opens, @by, @now)`,
		pgx.NamedArgs{"id": s.ID, "from_unit": s.FromUnit, "from_code": s.FromCode, "to_unit": s.ToUnit, "to_code": s.ToCode, "founded": s.Founded, "day": s.Day, "basis": s.Basis,
			"opens": s.Opens, "by": tx.actor.Account, "now": now})
	b.Queue(`insert into unit_split_posting (split, posting) select @id, p from unnest(@postings::bigint[]) p`, pgx.NamedArgs{"id": s.ID, "postings": postings})
	return tx.send(ctx, b)
}

// WithdrawSplit takes one back before its day; it reports whether there was anything to take back.
func (tx *Tx) WithdrawSplit(ctx context.Context, id uuid.UUID, today date.Date, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `
		update unit_split set withdrawn_at = @now, withdrawn_by = @by where id = @id and day > @today and applied_at is null and withdrawn_at is null`,
		pgx.NamedArgs{"id": id, "today": today, "now": now, "by": tx.actor.Account})
	return n > 0, err
}

// SplitPostings returns the postings at a unit that have not ended on the day and are no deputies, who go with whom they stand in for.
func (tx *Tx) SplitPostings(ctx context.Context, unit int64, today date.Date) ([]PostingLine, error) {
	return rows[PostingLine](ctx, tx, postingLines+`
		where p.unit = @unit and p.deputy_for is null and (p.valid_until is null or p.valid_until >= @today and p.valid_until >= p.valid_from) order by p.id`,
		pgx.NamedArgs{"unit": unit, "today": today})
}

// dividedOf are, of the case c, the successions of the splits by which it goes along, as JSON.
const dividedOf = `(select coalesce(jsonb_agg(jsonb_build_object('From', s.from_code::text, 'To', s.to_code::text, 'Day', s.day) order by s.day, s.id), '[]') from unit_split s
	where s.withdrawn_at is null and (select w.goes from unit_split_case w where w.case_id = c.id and w.split = s.id order by w.id desc limit 1))`

// splitDuties are the splits ahead for whose open cases the township has still to say where they go.
const splitDuties = `
	select 'split_choose' as kind, s.id::text as key, s.from_code - s.from_code % 1000 as division, null::bigint as unit,
		jsonb_build_object('Place', s.from_code::text, 'Into', t.name, 'Day', s.day::text, 'Count', n.open) as about, s.opens, s.day - 1 as due
	from unit_split s join unit t on t.id = s.to_unit
	cross join lateral (select count(*)::int as open from case_summary c where c.answerable = s.from_code and ` + splitAsks + `
		and not exists (select from unit_split_case w where w.split = s.id and w.case_id = c.case_id)) n
	where s.withdrawn_at is null and s.applied_at is null and s.from_code <@ ` + myScope + ` and n.open > 0`

// splitAsks says that of a case c of the divided village it is to be chosen where it goes: it is open, and no mere screening.
const splitAsks = `c.exit_day is null and c.stage <> 'screening'`

// SplitSums says how far the choosing is.
type SplitSums struct {
	Open int // cases that are to be chosen for; after the day: that had an answer
	Goes int
	Stay int
}

// Waiting is how many have no answer.
func (s SplitSums) Waiting() int { return s.Open - s.Goes - s.Stay }

// SplitCase is a case of the divided village and the answer it has.
type SplitCase struct {
	CaseID     uuid.UUID
	Full       bool // more than a stub to the actor
	Name       *string
	DocMask    *string
	Address    *string
	Measure    string
	Stage      string
	Phase      *int
	Worker     *string // who answers by name
	Goes       *bool   // nil: no answer
	Division   division.Code
	Chosen     *string // by whom
	ChosenOn   *time.Time
	WorkerGoes bool // that worker goes along
}

// The answers by which the cases of a split can be listed.
const (
	SplitGoes    = "goes"
	SplitStays   = "stays"
	SplitWaiting = "waiting"
)

// SplitStates returns them in order.
func SplitStates() []string { return []string{SplitWaiting, SplitGoes, SplitStays} }

// SplitFilter chooses cases of a split.
type SplitFilter struct {
	State string    // an answer; "" for all
	Key   uuid.UUID // the case next to the page
	Back  bool
	Limit int // 0: all
}

// splitBase are the cases of the split: until the day those open in the village, afterwards those for which there was an answer.
const splitBase = `
	with split as (select * from unit_split where id = @split and withdrawn_at is null),
	latest as (select distinct on (w.case_id) w.case_id, w.goes, w.recorded_by, w.recorded_at from unit_split_case w where w.split = @split order by w.case_id, w.id desc),
	base as not materialized (
		select c.case_id, c.person_id, c.measure, c.stage, c.phase, c.answerable, c.answerable_since as since, l.goes, l.recorded_by, l.recorded_at,
			coalesce(p.name, '') collate "zh-x-icu" as sorted
		from case_summary c cross join split s left join latest l on l.case_id = c.case_id left join person p on p.id = c.person_id
		where case when s.applied_at is null then c.answerable = s.from_code and ` + splitAsks + ` else l.case_id is not null end)`

// SplitCases returns a page of the cases of a split by name, and how far the choosing is, in one round trip.
func (tx *Tx) SplitCases(ctx context.Context, split uuid.UUID, f SplitFilter, today date.Date) (lines []SplitCase, sums SplitSums, err error) {
	args := pgx.NamedArgs{"split": split, "state": f.State, "key": orNull(f.Key), "limit": f.Limit, "today": today}
	past, order := ">", "c.sorted, c.case_id"
	if f.Back {
		past, order = "<", "c.sorted desc, c.case_id desc"
	}
	b := &pgx.Batch{}
	queueInto(b, &lines, splitBase+`, page as (select c.* from base c
			where case @state::text when 'goes' then c.goes when 'stays' then not c.goes when 'waiting' then c.goes is null else true end
				and (@key::uuid is null or (c.sorted, c.case_id) `+past+` (select k.sorted, k.case_id from base k where k.case_id = @key::uuid))
			order by `+order+` limit nullif(@limit, 0))
		select c.case_id, f.is as full, case when f.is then p.name end as name, case when f.is then p.document_mask end as doc_mask,
			case when f.is then coalesce(nullif(p.actual_address, ''), p.registered_address) end as address,
			c.measure, c.stage, c.phase, case when f.is then a.name end as worker, c.goes, c.answerable as division, by.name as chosen, c.recorded_at as chosen_on,
			exists (select from unit_split_posting x join posting q on q.id = x.posting where x.split = @split and q.account = a.id) as worker_goes
		from page c cross join lateral (select `+fully+` as is) f left join person p on p.id = c.person_id left join account by on by.id = c.recorded_by
		left join lateral (select a.id, a.name from account a where a.id = `+workerOf+`) a on true
		order by c.sorted, c.case_id`, args)
	var all []SplitSums
	queueInto(b, &all, splitBase+` select count(*)::int as open, (count(*) filter (where c.goes))::int as goes, (count(*) filter (where not c.goes))::int as stay from base c`, args)
	if err := tx.send(ctx, b); err != nil {
		return nil, sums, err
	}
	return lines, all[0], nil
}

// SplitLine is a split as the list of them shows it.
type SplitLine struct {
	Split
	SplitSums
}

// SplitLines returns the splits of villages of the actor's scope, those ahead first, then the newest, with how far the choosing is.
func (tx *Tx) SplitLines(ctx context.Context) ([]SplitLine, error) {
	return rows[SplitLine](ctx, tx, `
		with split as (`+splits+` and s.from_code <@ `+myScope+`),
		latest as (select distinct on (w.split, w.case_id) w.split, w.case_id, w.goes from unit_split_case w where w.split in (select id from split) order by w.split, w.case_id, w.id desc)
		select s.*, n.open, n.goes, n.stay from split s cross join lateral (
			select count(*)::int as open, (count(*) filter (where l.goes))::int as goes, (count(*) filter (where not l.goes))::int as stay
			from case_summary c left join latest l on l.case_id = c.case_id and l.split = s.id
			where case when s.applied_at is null then c.answerable = s.from_code and `+splitAsks+` else l.case_id is not null end) n
		order by s.applied_at is not null, case when s.applied_at is null then s.day end, s.day desc, s.id`, nil)
}

// SplitAnswers are what one form says of the cases and the workers of a village that is divided.
type SplitAnswers struct {
	Split uuid.UUID
	Form  uuid.UUID
	Cases map[uuid.UUID]bool // whether each goes along
	Staff map[uuid.UUID]bool // likewise of posts of the register
}

// SplitOpen returns, of the cases of a split ahead that the actor sees, the answers given so far; those without one are nil.
func (tx *Tx) SplitOpen(ctx context.Context, split uuid.UUID) (map[uuid.UUID]*bool, error) {
	type answer struct {
		CaseID uuid.UUID
		Goes   *bool
	}
	all, err := rows[answer](ctx, tx, splitBase+` select c.case_id, c.goes from base c`, pgx.NamedArgs{"split": split})
	out := make(map[uuid.UUID]*bool, len(all))
	for _, a := range all {
		out[a.CaseID] = a.Goes
	}
	return out, err
}

// SplitFormDone reports whether the form was saved before.
func (tx *Tx) SplitFormDone(ctx context.Context, form uuid.UUID) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from unit_split_case where form = @form) or exists (select from unit_split_staff where form = @form)`, pgx.NamedArgs{"form": form})
}

// AddSplitAnswers writes answers by the transaction's actor.
func (tx *Tx) AddSplitAnswers(ctx context.Context, a SplitAnswers, now time.Time) error {
	b := &pgx.Batch{}
	add := func(table, column string, answers map[uuid.UUID]bool) {
		ids, goes := make([]uuid.UUID, 0, len(answers)), make([]bool, 0, len(answers))
		for id, g := range answers {
			ids, goes = append(ids, id), append(goes, g)
		}
		b.Queue(`
			insert into `+table+` (split, `+column+`, goes, form, recorded_by, posting, recorded_at)
			select @split, x.id, x.goes, @form, @by, nullif(@posting::bigint, 0), @now from unnest(@ids::uuid[], @goes::boolean[]) x (id, goes)`,
			pgx.NamedArgs{"split": a.Split, "form": a.Form, "ids": ids, "goes": goes, "by": tx.actor.Account, "posting": tx.actor.Posting, "now": now})
	}
	add("unit_split_case", "case_id", a.Cases)
	add("unit_split_staff", "post", a.Staff)
	return tx.send(ctx, b)
}

// SplitOpenIn returns for how many cases of a village a split asks where they go; the actor must see every case.
func (tx *Tx) SplitOpenIn(ctx context.Context, village division.Code) (int, error) {
	return value[int](ctx, tx, `select count(*)::int from case_summary c where c.answerable = @village and `+splitAsks, pgx.NamedArgs{"village": village})
}
