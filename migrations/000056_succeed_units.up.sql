-- Names of units by date, and units that go over into another: which code stands for which from which day on.

create table unit_name (
  id bigint generated always as identity,
  unit bigint not null,
  name text not null,
  valid_from date not null,
  set_by bigint not null,
  set_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  constraint unit_name_pkey primary key (id),
  constraint unit_name_unit_fkey foreign key (unit) references unit (id),
  constraint unit_name_set_by_fkey foreign key (set_by) references account (id),
  constraint unit_name_withdrawn_by_fkey foreign key (withdrawn_by) references account (id),
  constraint unit_name_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2)),
  constraint unit_name_length check (length(name) between 1 and 60)
);
create unique index unit_name_one_a_day on unit_name (unit, valid_from) where withdrawn_at is null;
comment on table unit_name is 'The names of a unit that was renamed, from the day each holds; a unit without rows has had one name. unit.name is the one of today';

create table unit_succession (
  id uuid not null,
  from_unit bigint not null,
  from_code bigint not null,
  to_unit bigint not null,
  to_code bigint not null,
  day date not null,
  basis text not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null,
  applied_at timestamptz,
  moved jsonb,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  constraint unit_succession_pkey primary key (id),
  constraint unit_succession_from_fkey foreign key (from_unit) references unit (id),
  constraint unit_succession_to_fkey foreign key (to_unit) references unit (id),
  constraint unit_succession_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint unit_succession_withdrawn_by_fkey foreign key (withdrawn_by) references account (id),
  constraint unit_succession_apart check (from_unit <> to_unit and from_code <> to_code),
  constraint unit_succession_basis_length check (length(basis) between 1 and 120),
  constraint unit_succession_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2)),
  constraint unit_succession_one_end check (applied_at is null or withdrawn_at is null)
);
create unique index unit_succession_once on unit_succession (from_unit) where withdrawn_at is null;
create index unit_succession_to_idx on unit_succession (to_code, day) where withdrawn_at is null;
create index unit_succession_due_idx on unit_succession (day) where applied_at is null and withdrawn_at is null;
comment on table unit_succession is 'A unit goes over into another on a day: from then on the other answers. Figures of before keep the old code';
comment on column unit_succession.basis is 'By which document';
comment on column unit_succession.applied_at is 'When postings, staff and the like were taken along, on the day or soon after';
comment on column unit_succession.moved is 'How many of what were taken along';

-- The codes that a unit stands for on a day besides its own, those that went over into its predecessors included.
create function unit_predecessors(code bigint, on_day date) returns bigint[] language sql stable as $$
  with recursive before as (
    select s.from_code from unit_succession s where s.to_code = code and s.day <= on_day and s.withdrawn_at is null
    union
    select s.from_code from unit_succession s join before b on s.to_code = b.from_code where s.day <= on_day and s.withdrawn_at is null
  ) select coalesce(array_agg(from_code order by from_code), '{}') from before
$$;
comment on function unit_predecessors is 'The codes that have gone over into a unit by a day';

-- The code that stands for a code on a day: itself, unless it has gone over into another by then.
create function unit_successor(code bigint, on_day date) returns bigint language sql stable as $$
  with recursive after as (
    select code as code, 0 as n
    union all
    select s.to_code, a.n + 1 from unit_succession s join after a on s.from_code = a.code where s.day <= on_day and s.withdrawn_at is null and a.n < 20
  ) select a.code from after a order by a.n desc limit 1
$$;
comment on function unit_successor is 'The code that stands for a code on a day';

alter table recompute_run drop constraint recompute_run_cause_known;
alter table recompute_run add constraint recompute_run_cause_known check (cause in ('policy_published', 'policy_withdrawn', 'calendar', 'units'));

grant select, insert on unit_name, unit_succession to xinsheng_app;
grant update (withdrawn_at, withdrawn_by, name) on unit_name to xinsheng_app;
grant update (withdrawn_at, withdrawn_by, applied_at, moved) on unit_succession to xinsheng_app;
