package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// SplitMoved is what went along on the day.
type SplitMoved struct {
	Cases    int `json:"cases"`
	Stayed   int `json:"stayed"` // open cases without an answer, or with the answer that they stay
	Postings int `json:"postings"`
	Staff    int `json:"staff"`
	Stations int `json:"stations"`
	Workers  int `json:"workers"` // accounts that answer for cases by name
}

// DueSplits returns those whose day has come and that have not been applied, and holds them until the transaction ends.
func (tx *Tx) DueSplits(ctx context.Context, today date.Date) ([]Split, error) {
	return rows[Split](ctx, tx, splits+` and s.applied_at is null and s.day <= @today order by s.day, s.id for update of s`, pgx.NamedArgs{"today": today})
}

// ApplySplit takes along what was chosen: who answers by name for the cases that go, postings with their deputies, staff; stations that answer for the village by itself answer for the
// other one too. Cases follow by themselves (rehab.Succession).
func (tx *Tx) ApplySplit(ctx context.Context, s Split, reason string, now time.Time) (m SplitMoved, err error) {
	args := pgx.NamedArgs{"split": s.ID, "from": s.FromCode, "to": s.ToCode, "from_unit": s.FromUnit, "to_unit": s.ToUnit, "today": s.Day, "day": s.Day, "township": s.ToCode.Township(),
		"reason": reason, "by": tx.actor.Account, "now": now}
	if m, err = row[SplitMoved](ctx, tx, `
		select (count(*) filter (where `+goesWith+`))::int as cases, (count(*) filter (where not `+goesWith+`))::int as stayed, 0 as postings, 0 as staff, 0 as stations, 0 as workers
		from case_summary c where c.answerable = @from::bigint and `+splitAsks, args); err != nil {
		return m, err
	}
	for _, step := range []struct {
		n   *int
		sql string
	}{{&m.Workers, handPart}, {&m.Staff, staffAlong}, {&m.Postings, postingsAlong}, {&m.Stations, stationsToo}} {
		if *step.n, err = value[int](ctx, tx, step.sql, args); err != nil {
			return m, err
		}
	}
	moved, err := json.Marshal(m)
	if err != nil {
		return m, fmt.Errorf("store: split: %w", err)
	}
	args["moved"] = moved
	return m, tx.exec(ctx, `update unit_split set applied_at = @now, moved = @moved where id = @split`, args)
}

const (
	// goesWith says that the case c goes along in @split.
	goesWith = `coalesce((select w.goes from unit_split_case w where w.case_id = c.case_id and w.split = @split order by w.id desc limit 1), false)`

	// postingGoes says that the account of a goes along in @split.
	postingGoes = `exists (select from unit_split_posting x join posting q on q.id = x.posting where x.split = @split and q.account = a.account)`

	// handPart writes down, for each case that goes along, who answers for it by name if they go along too or work for the whole township; it returns how many accounts that are.
	// It must come before the postings go along.
	handPart = `
		with mine as materialized (
			select c.case_id, ` + workerOf + ` as account from (select s.case_id, s.answerable, s.answerable_since as since from case_summary s where s.answerable = @from::bigint and s.exit_day is null and s.stage <> 'screening') c
			where ` + goesWith + `
		), theirs as (
			select a.case_id, a.account from mine a where ` + postingGoes + `
				or exists (select from posting q join unit u on u.id = q.unit where q.account = a.account and u.kind = 'township' and u.division = @township and (q.valid_until is null or q.valid_until >= @day))
		), acts as (
			insert into handover (id, day, township, worker, reason, recorded_by, recorded_at)
			select gen_random_uuid(), @day, @township, w.account, @reason, @by, @now from (select distinct account from theirs) w returning id, worker
		), given as (
			insert into case_worker (case_id, division, handover, worker, before) select t.case_id, @to, a.id, a.worker, null from theirs t join acts a on a.worker = t.account
		) select count(*)::int from acts`

	// staffAlong ends the posts of those who go along the day before, and gives them the same post at the other village, as proposed and approved by the same people.
	staffAlong = `
		with going as materialized (
			select a.*, gen_random_uuid() as new_post from (` + splitStaff + `) a where a.division = @from::bigint and a.ends_along
		), posts as (
			insert into staff_post (id, member, division, post, source, starts, recorded_by, posting)
			select g.new_post, g.member, @to, g.post, g.source, greatest(g.starts, @day::date), g.recorded_by, g.posting from going g returning id
		), kept as (
			insert into staff_step (id, member, post, kind, day, words, recorded_by, posting, recorded_at)
			select gen_random_uuid(), s.member, g.new_post, s.kind, s.day, s.words, s.recorded_by, s.posting, @now from going g join staff_step s on s.post = g.id
			where (s.kind = 'approved' or s.kind = 'ended' and s.day >= @day::date) and not exists (select from staff_step v where v.of_step = s.id)
		), ended as (
			insert into staff_step (id, member, post, kind, day, words, recorded_by, recorded_at)
			select gen_random_uuid(), g.member, g.id, case when g.starts < @day::date then 'ended' else 'withdrawn' end, @day::date - 1, @reason, @by, @now from going g
		) select count(*)::int from posts`

	postingsAlong = `
		with gone as (
			update posting p set unit = @to_unit
			where p.unit = @from_unit and (p.valid_until is null or p.valid_until >= @day)
				and exists (select from unit_split_posting x where x.split = @split and x.posting in (p.id, p.deputy_for))
				and not exists (select from posting o where o.account = p.account and o.role = p.role and o.unit = @to_unit and (o.valid_until is null or o.valid_until >= @day))
			returning 1
		) select count(*)::int from gone`

	stationsToo = `
		with too as (
			insert into station_division (station, division, valid_from)
			select d.station, @to, @day from station_division d
			where d.division = @from and (d.valid_until is null or d.valid_until > @day)
				and not exists (select from station_division o where o.station = d.station and o.division in (@to, @township) and (o.valid_until is null or o.valid_until > @day))
			returning 1
		) select count(*)::int from too`

	// splitStaff are the posts that have not ended by @day, with whether they go along in @split: as the township has said, else with the posting of the account.
	splitStaff = `
		select a.*, coalesce(a.goes, ` + postingGoes + `) as ends_along from (
			select p.*, m.name, m.account, (select w.goes from unit_split_staff w where w.split = @split and w.post = p.id order by w.id desc limit 1) as goes
			from staff_post p join staff_member m on m.id = p.member
			where not exists (select from staff_step s where s.post = p.id and (s.kind in ('refused', 'withdrawn') or s.kind = 'ended' and s.day < @day::date)
				and not exists (select from staff_step v where v.of_step = s.id))) a`
)

// SplitStaff is somebody in a post at the village that is divided, and what the township has said.
type SplitStaff struct {
	ID      uuid.UUID // the post
	Name    string
	Post    rehab.StaffPost
	Starts  date.Date
	Goes    *bool // nil: nothing was said
	Follows bool  // goes along as things stand
}

// SplitStaff returns the posts at the divided village that the actor sees, by day.
func (tx *Tx) SplitStaff(ctx context.Context, s Split) ([]SplitStaff, error) {
	return rows[SplitStaff](ctx, tx, `select a.id, a.name, a.post, a.starts, a.goes, a.ends_along as follows from (`+splitStaff+`) a where a.division = @from order by a.starts, a.id`,
		pgx.NamedArgs{"split": s.ID, "from": s.FromCode, "day": s.Day})
}
