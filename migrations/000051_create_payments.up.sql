-- Payment batches of village rewards: what the municipal office gathers of approved entries, pays or gives up; and why an entry is held and since when.

alter table reward_hold add column since date, add column why text not null default '';
comment on column reward_hold.since is 'The first day from which something that still blocks the phase kept the entry from moving on';
comment on column reward_hold.why is 'What blocks, kinds parted by commas (rehab.BlockerKind)';
update case_summary set recompute_on = computed_on where (recompute_on is null or recompute_on > computed_on)
  and case_id in (select e.case_id from reward_hold h join reward_entry e on e.id = h.entry);

create table payment_batch (
  id uuid not null,
  year integer not null,
  number integer not null,
  day date not null,
  fen bigint not null,
  entries integer not null,
  note text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint payment_batch_pkey primary key (id),
  constraint payment_batch_number_unique unique (year, number),
  constraint payment_batch_maker unique (id, recorded_by),
  constraint payment_batch_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint payment_batch_posting_fkey foreign key (posting) references posting (id),
  constraint payment_batch_year_of_day check (year = extract(year from day)),
  constraint payment_batch_number_positive check (number > 0),
  constraint payment_batch_fen_not_negative check (fen >= 0),
  constraint payment_batch_not_empty check (entries > 0),
  constraint payment_batch_note_length check (length(note) <= 300)
);
comment on table payment_batch is 'Approved rewards gathered to be paid together. Rows are never changed: how it ended stands in payment_end';
comment on column payment_batch.number is 'Running number of the year, without gaps';
comment on column payment_batch.fen is 'Sum of its lines, in fen, kept to be compared with them';
comment on column payment_batch.entries is 'How many lines it has';

create table payment_line (
  batch uuid not null,
  entry uuid not null,
  village bigint not null,
  fen bigint not null,
  standing boolean not null default true,
  constraint payment_line_pkey primary key (batch, entry),
  constraint payment_line_batch_fkey foreign key (batch) references payment_batch (id),
  constraint payment_line_entry_fkey foreign key (entry) references reward_entry (id),
  constraint payment_line_not_nothing check (fen <> 0)
);
create unique index payment_line_paid_once on payment_line (entry) where standing and fen > 0;
create index payment_line_entry_idx on payment_line (entry);
create index payment_line_village_idx on payment_line (village, batch);
comment on table payment_line is 'What a batch settles of an entry: an accrual whole, of a claw-back as much as the village''s accruals in the batch reach';
comment on column payment_line.standing is 'False once the batch was given up; an accrual stands in one batch at most';

create table payment_end (
  batch uuid not null,
  outcome text not null,
  day date not null,
  year integer not null,
  voucher text,
  reason text,
  made_by bigint not null,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint payment_end_pkey primary key (batch),
  constraint payment_end_batch_fkey foreign key (batch, made_by) references payment_batch (id, recorded_by),
  constraint payment_end_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint payment_end_posting_fkey foreign key (posting) references posting (id),
  constraint payment_end_outcome_known check (outcome in ('paid', 'voided')),
  constraint payment_end_year_of_day check (year = extract(year from day)),
  constraint payment_end_paid_by_voucher check ((outcome = 'paid') = (voucher is not null)),
  constraint payment_end_voided_why check ((outcome = 'voided') = (reason is not null)),
  constraint payment_end_four_eyes check (outcome <> 'paid' or recorded_by <> made_by),
  constraint payment_end_voucher_unique unique (year, voucher),
  constraint payment_end_voucher_length check (length(voucher) between 1 and 40),
  constraint payment_end_reason_length check (length(reason) between 1 and 300)
);
create index payment_end_day_idx on payment_end (day);
comment on table payment_end is 'How a batch ended: paid with its voucher by somebody else than who made it, or given up with a reason before that; once';
comment on column payment_end.made_by is 'Who made the batch, for the rule of four eyes';

-- Lines are seen as the entries they settle; a batch and its end say nothing of a place or person, and are read through their lines.
alter table payment_line enable row level security;
alter table payment_line force row level security;
create policy payment_line_in_scope on payment_line using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and village <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table payment_batch enable row level security;
alter table payment_batch force row level security;
create policy payment_batch_open on payment_batch using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]))
  with check (true);

alter table payment_end enable row level security;
alter table payment_end force row level security;
create policy payment_end_open on payment_end using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]))
  with check (true);

grant select, insert on payment_batch, payment_line, payment_end to xinsheng_app;
grant update (standing) on payment_line to xinsheng_app;
