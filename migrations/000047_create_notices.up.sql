-- Supervision notices (督办整改通知书; SCHEME S9, DOMAIN 8): the municipal office has a unit put right what it left undone. What was overdue is written
-- down with the notice, names masked, and never changes; each step is a row of its own.

create table notice (
  id uuid not null,
  unit bigint not null,
  division bigint not null,
  number text not null,
  paper_id uuid not null,
  problem text not null default '',
  basis text not null,
  deadline date not null,
  issued_on date not null,
  issued_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null,
  state text not null,
  since date not null,
  reply_by date not null,
  due date,
  rejections integer not null default 0,
  extensions integer not null default 0,
  constraint notice_pkey primary key (id),
  constraint notice_unit_fkey foreign key (unit) references unit (id),
  constraint notice_paper_fkey foreign key (paper_id) references paper (id),
  constraint notice_issued_by_fkey foreign key (issued_by) references account (id),
  constraint notice_posting_fkey foreign key (posting) references posting (id),
  constraint notice_paper_once unique (paper_id),
  constraint notice_number_once unique (number),
  constraint notice_problem_length check (length(problem) <= 2000),
  constraint notice_basis_present check (length(basis) between 1 and 500),
  constraint notice_deadline_after check (deadline > issued_on),
  constraint notice_state_known check (state in ('issued', 'received', 'asked', 'replied', 'rejected', 'refused', 'reported', 'accepted', 'concluded', 'withdrawn')),
  constraint notice_due_until_ended check ((due is null) = (state in ('accepted', 'concluded', 'withdrawn'))),
  constraint notice_counts_sane check (rejections >= 0 and extensions >= 0)
);
create index notice_unit_idx on notice (unit, issued_on);
create index notice_due_idx on notice (due, id);
comment on table notice is 'A supervision notice to a unit. Never changed but for the columns from state on, which follow from its steps (rehab.Notice)';
comment on column notice.unit is 'To whom it is addressed: township, village, police station, bureau or department';
comment on column notice.division is 'Place of the unit: that office and those above it see the notice; a station or department by being addressed';
comment on column notice.problem is 'As it was written; empty where the list of overdue duties says it';
comment on column notice.deadline is 'Last day to put things right, as issued';
comment on column notice.reply_by is 'Last day for the unit to reply now: after more time was granted, or a reply was rejected';
comment on column notice.due is 'Last day for whoever''s turn it is; none once ended';

create table notice_item (
  notice uuid not null,
  seq integer not null,
  case_id uuid,
  kind text not null,
  person text not null default '',
  division bigint not null,
  period date,
  due date not null,
  days integer not null,
  constraint notice_item_pkey primary key (notice, seq),
  constraint notice_item_notice_fkey foreign key (notice) references notice (id),
  constraint notice_item_case_fkey foreign key (case_id) references case_file (id),
  constraint notice_item_days_late check (days > 0)
);
create index notice_item_case_idx on notice_item (case_id);
comment on table notice_item is 'A duty that was overdue on the day of a notice, as it stood then';
comment on column notice_item.kind is 'Kind of duty (package rehab), or of a matter of offices';
comment on column notice_item.period is 'First day of the month, or of the period, it belongs to; none where it belongs to none';
comment on column notice_item.person is 'Masked name of the person it concerns';

create table notice_step (
  id uuid not null,
  notice uuid not null,
  seq integer not null,
  kind text not null,
  date date not null,
  until date,
  words text not null default '',
  of_step uuid,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint notice_step_pkey primary key (id),
  constraint notice_step_in_order unique (notice, seq),
  constraint notice_step_of_own unique (id, notice),
  constraint notice_step_notice_fkey foreign key (notice) references notice (id),
  constraint notice_step_of_fkey foreign key (of_step, notice) references notice_step (id, notice),
  constraint notice_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint notice_step_posting_fkey foreign key (posting) references posting (id),
  constraint notice_step_kind_known check (kind in ('receive', 'reply', 'ask', 'grant', 'deny', 'accept', 'reject', 'refuse', 'report', 'conclude', 'withdraw', 'take_back')),
  constraint notice_step_words_length check (length(words) <= 1000),
  constraint notice_step_reasoned check (kind in ('receive', 'grant', 'accept') or words <> ''),
  constraint notice_step_until_of check ((until is not null) = (kind in ('ask', 'grant', 'reject'))),
  constraint notice_step_of_take_back check ((kind = 'take_back') = (of_step is not null)),
  constraint notice_step_taken_back_once unique (of_step)
);
comment on table notice_step is 'What the unit and the municipal office did about a notice, in order. Never changed, never deleted: a mistake is taken back by a step of its own with its reason';

create table notice_file (
  id uuid not null,
  notice uuid not null,
  step uuid not null,
  label text not null,
  media_type text not null,
  size integer not null,
  width integer,
  height integer,
  source_hash bytea not null,
  content text not null,
  thumbnail text,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint notice_file_pkey primary key (id),
  constraint notice_file_step_fkey foreign key (step, notice) references notice_step (id, notice),
  constraint notice_file_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint notice_file_once unique (step, source_hash),
  constraint notice_file_label_short check (length(label) <= 100),
  constraint notice_file_type_known check (media_type in ('image/jpeg', 'application/pdf')),
  constraint notice_file_size_sane check (size > 0),
  constraint notice_file_image_measured check ((media_type = 'image/jpeg') = (width > 0 and height > 0 and thumbnail is not null)),
  constraint notice_file_source_hash_length check (length(source_hash) = 32),
  constraint notice_file_content_name check (content ~ '^[0-9a-f]{64}$'),
  constraint notice_file_thumbnail_name check (thumbnail ~ '^[0-9a-f]{64}$')
);
create index notice_file_notice_idx on notice_file (notice);
comment on table notice_file is 'Evidence that came with a reply: a photo or scan, sealed outside the database like an attachment';

alter table notice enable row level security;
alter table notice force row level security;
create policy notice_open on notice using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
    and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0)
  with check (true);

alter table notice_item enable row level security;
alter table notice_item force row level security;
create policy notice_item_open on notice_item using (exists (select from notice n where n.id = notice_item.notice)) with check (true);
alter table notice_step enable row level security;
alter table notice_step force row level security;
create policy notice_step_open on notice_step using (exists (select from notice n where n.id = notice_step.notice)) with check (true);
alter table notice_file enable row level security;
alter table notice_file force row level security;
create policy notice_file_open on notice_file using (exists (select from notice n where n.id = notice_file.notice)) with check (true);

grant select, insert on notice, notice_item, notice_step, notice_file to xinsheng_app;
grant update (state, since, reply_by, due, rejections, extensions) on notice to xinsheng_app;
