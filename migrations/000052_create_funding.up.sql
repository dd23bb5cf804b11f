-- Funding: what member units and townships are budgeted for the programme in a year, what they received and what they spent, by purpose.

create table funding_entry (
  id uuid not null,
  year integer not null,
  unit bigint not null,
  division bigint not null,
  purpose text not null,
  kind text not null,
  day date not null,
  fen bigint not null,
  voucher text not null default '',
  words text not null default '',
  voided boolean not null default false,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint funding_entry_pkey primary key (id),
  constraint funding_entry_unit_fkey foreign key (unit) references unit (id),
  constraint funding_entry_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint funding_entry_posting_fkey foreign key (posting) references posting (id),
  constraint funding_entry_purpose_known check (purpose in ('pay', 'rewards', 'tests', 'training', 'other')),
  constraint funding_entry_kind_known check (kind in ('budgeted', 'received', 'spent')),
  constraint funding_entry_fen_positive check (fen > 0),
  constraint funding_entry_in_year check (kind = 'budgeted' or year = extract(year from day)),
  constraint funding_entry_year_sane check (year between 2000 and 2200),
  constraint funding_entry_spent_by_voucher check (kind <> 'spent' or voucher <> ''),
  constraint funding_entry_voucher_length check (length(voucher) <= 40),
  constraint funding_entry_words_length check (length(words) <= 200)
);
create unique index funding_entry_voucher_once on funding_entry (unit, year, voucher) where kind = 'spent' and not voided;
create index funding_entry_line_idx on funding_entry (year, unit, purpose);
comment on table funding_entry is 'A dated amount on a budget line, which is a year, a unit and a purpose. Rows are never changed: a mistake is voided by a row of funding_void';
comment on column funding_entry.division is 'Of the unit; a department''s is its county';
comment on column funding_entry.kind is 'Budgeted for the year, received, or spent by a voucher. Rewards paid to villages are not entered: they are the payments';

create table funding_void (
  entry uuid not null,
  reason text not null,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint funding_void_pkey primary key (entry),
  constraint funding_void_entry_fkey foreign key (entry) references funding_entry (id),
  constraint funding_void_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint funding_void_posting_fkey foreign key (posting) references posting (id),
  constraint funding_void_reason_present check (length(reason) between 1 and 300)
);
comment on table funding_void is 'Why an amount does not count, who said so and when';

create table funding_year (
  id bigint generated always as identity,
  year integer not null,
  closed boolean not null,
  reason text not null,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint funding_year_pkey primary key (id),
  constraint funding_year_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint funding_year_posting_fkey foreign key (posting) references posting (id),
  constraint funding_year_reason_present check (length(reason) between 1 and 300)
);
create index funding_year_idx on funding_year (year, id);
comment on table funding_year is 'The closing of a year''s accounts, and opening it again; the newest row of a year counts';

alter table payment_batch add column over_budget text,
  add constraint payment_batch_over_budget_length check (length(over_budget) between 1 and 300);
comment on column payment_batch.over_budget is 'Why it was made although it exceeds what was left of the year''s budget for rewards; null where it does not';

-- A unit sees its own lines; who answers for its place sees them too.
alter table funding_entry enable row level security;
alter table funding_entry force row level security;
create policy funding_entry_own on funding_entry using (
  unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table funding_void enable row level security;
alter table funding_void force row level security;
create policy funding_void_open on funding_void using (exists (select from funding_entry e where e.id = funding_void.entry)) with check (true);

grant select, insert on funding_entry, funding_void, funding_year to xinsheng_app;
grant update (voided) on funding_entry to xinsheng_app;
