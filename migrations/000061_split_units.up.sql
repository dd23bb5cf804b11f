-- A village that is divided: from a day on a part of it is another village's. Which cases go along is chosen one by one, by the township.

create table unit_split (
  id uuid not null,
  from_unit bigint not null,
  from_code bigint not null,
  to_unit bigint not null,
  to_code bigint not null,
  founded boolean not null,
  day date not null,
  basis text not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null,
  opens date not null,
  applied_at timestamptz,
  moved jsonb,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  constraint unit_split_pkey primary key (id),
  constraint unit_split_from_fkey foreign key (from_unit) references unit (id),
  constraint unit_split_to_fkey foreign key (to_unit) references unit (id),
  constraint unit_split_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint unit_split_withdrawn_by_fkey foreign key (withdrawn_by) references account (id),
  constraint unit_split_apart check (from_unit <> to_unit and from_code <> to_code),
  constraint unit_split_ahead check (day > opens),
  constraint unit_split_basis_length check (length(basis) between 1 and 120),
  constraint unit_split_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2)),
  constraint unit_split_one_end check (applied_at is null or withdrawn_at is null)
);
create unique index unit_split_once_a_day on unit_split (from_unit, to_unit, day) where withdrawn_at is null;
create index unit_split_from_idx on unit_split (from_code, day) where withdrawn_at is null;
create index unit_split_due_idx on unit_split (day) where applied_at is null and withdrawn_at is null;
comment on table unit_split is 'A part of a village goes over into another on a day: the cases chosen for it (unit_split_case), and the postings named (unit_split_posting). The village itself goes on';
comment on column unit_split.id is 'Key of the form';
comment on column unit_split.founded is 'The other village is founded by this';
comment on column unit_split.basis is 'By which document';
comment on column unit_split.opens is 'Legal day on which it was recorded: from then on the township chooses';
comment on column unit_split.applied_at is 'When postings, staff and the like were taken along, on the day or soon after';
comment on column unit_split.moved is 'How many of what were taken along';

create table unit_split_posting (
  split uuid not null,
  posting bigint not null,
  constraint unit_split_posting_pkey primary key (split, posting),
  constraint unit_split_posting_split_fkey foreign key (split) references unit_split (id),
  constraint unit_split_posting_posting_fkey foreign key (posting) references posting (id)
);
comment on table unit_split_posting is 'Postings at the divided village that are the other village''s from the day on';

create table unit_split_case (
  id bigint generated always as identity,
  split uuid not null,
  case_id uuid not null,
  goes boolean not null,
  form uuid not null,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null,
  constraint unit_split_case_pkey primary key (id),
  constraint unit_split_case_once unique (form, case_id),
  constraint unit_split_case_split_fkey foreign key (split) references unit_split (id),
  constraint unit_split_case_case_fkey foreign key (case_id) references case_file (id),
  constraint unit_split_case_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint unit_split_case_posting_fkey foreign key (posting) references posting (id)
);
create index unit_split_case_idx on unit_split_case (case_id, split, id desc);
create index unit_split_case_split_idx on unit_split_case (split, case_id, id desc);
comment on table unit_split_case is 'Whether a case goes along when its village is divided; the newest row counts, and rows are only ever added. Without one it stays';

alter table unit_split_case enable row level security;
alter table unit_split_case force row level security;
create policy unit_split_case_open on unit_split_case using (exists (select from case_access a where a.case_id = unit_split_case.case_id and a.reading in ('answerable', 'incoming', 'police', 'stub'))) with check (true);

create table unit_split_staff (
  id bigint generated always as identity,
  split uuid not null,
  post uuid not null,
  goes boolean not null,
  form uuid not null,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null,
  constraint unit_split_staff_pkey primary key (id),
  constraint unit_split_staff_once unique (form, post),
  constraint unit_split_staff_split_fkey foreign key (split) references unit_split (id),
  constraint unit_split_staff_post_fkey foreign key (post) references staff_post (id),
  constraint unit_split_staff_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint unit_split_staff_posting_fkey foreign key (posting) references posting (id)
);
create index unit_split_staff_idx on unit_split_staff (split, post, id desc);
comment on table unit_split_staff is 'Whether somebody of the register of workers goes along when the village is divided; the newest row counts. Without one they go with their account''s posting';

alter table unit_split_staff enable row level security;
alter table unit_split_staff force row level security;
create policy unit_split_staff_open on unit_split_staff using (exists (select from staff_post p where p.id = unit_split_staff.post)) with check (true);

grant select, insert on unit_split, unit_split_posting, unit_split_case, unit_split_staff to xinsheng_app;
grant update (withdrawn_at, withdrawn_by, applied_at, moved) on unit_split to xinsheng_app;
