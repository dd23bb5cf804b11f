-- Units that are founded on a day, today or to come.

alter table unit add column state text not null default 'in_being';
alter table unit add constraint unit_state_known check (state in ('ahead', 'in_being', 'withdrawn'));
comment on column unit.state is 'ahead: founded on a day to come and offered nowhere yet; withdrawn: taken back before that day. Of a unit that is no more, valid_until says so';
drop index unit_one_per_division;
create unique index unit_one_per_division on unit (division) where kind in ('county', 'township', 'village') and valid_until is null and state <> 'withdrawn';

create table unit_founding (
  id uuid not null,
  unit bigint not null,
  basis text not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  constraint unit_founding_pkey primary key (id),
  constraint unit_founding_unit_key unique (unit),
  constraint unit_founding_unit_fkey foreign key (unit) references unit (id),
  constraint unit_founding_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint unit_founding_withdrawn_by_fkey foreign key (withdrawn_by) references account (id),
  constraint unit_founding_basis_length check (length(basis) between 1 and 120),
  constraint unit_founding_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
comment on table unit_founding is 'A village or township that did not come with the set-up: by which document it was founded. Its day is unit.valid_from';
comment on column unit_founding.id is 'Key of the form';
comment on column unit_founding.basis is 'By which document';

grant select, insert on unit_founding to xinsheng_app;
grant update (withdrawn_at, withdrawn_by) on unit_founding to xinsheng_app;
