-- Persons and their cases, what lists need of them, and who sees them.

create table person (
  id uuid not null,
  name text not null,
  alias text not null default '',
  sex text not null,
  birth date not null,
  document_type text not null default 'id_card',
  document_sealed bytea not null,
  document_index bytea not null,
  document_mask text not null,
  phone_sealed bytea,
  phone_index bytea,
  phone_mask text,
  ethnicity text not null default '',
  education text not null default '',
  marital text not null default '',
  work text not null default '',
  registered_address text not null default '',
  actual_address text not null default '',
  guardian text not null default '',
  drugs text not null default '',
  health text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint person_pkey primary key (id),
  constraint person_document_unique unique (document_index),
  constraint person_name_present check (length(name) between 1 and 60),
  constraint person_sex_known check (sex in ('male', 'female')),
  constraint person_document_type_known check (document_type in ('id_card', 'passport', 'travel_permit', 'residence_permit', 'none')),
  constraint person_birth_sane check (birth between '1900-01-01' and '2200-01-01')
);
create index person_phone_idx on person (phone_index) where phone_index is not null;
comment on table person is 'One human being, found by document number first. Document and telephone numbers are sealed (AES-GCM); the index columns are keyed hashes of the whole number';
comment on column person.document_mask is 'The number as lists show it: first four and last four digits';

create table case_file (
  id uuid not null,
  person_id uuid not null,
  measure text not null,
  term_months integer not null,
  place bigint not null,
  station bigint not null,
  number text,
  opened_on date not null,
  version integer not null default 0,
  created_by bigint not null,
  created_at timestamptz not null default now(),
  constraint case_file_pkey primary key (id),
  constraint case_file_person_fkey foreign key (person_id) references person (id),
  constraint case_file_station_fkey foreign key (station) references unit (id),
  constraint case_file_created_by_fkey foreign key (created_by) references account (id),
  constraint case_file_number_unique unique (number),
  constraint case_file_measure_known check (measure in ('detox', 'rehab')),
  constraint case_file_term_known check ((measure = 'detox' and term_months = 36) or (measure = 'rehab' and term_months between 1 and 36)),
  constraint case_file_place_village check (place % 1000 <> 0)
);
create index case_file_person_idx on case_file (person_id);
comment on table case_file is 'A case: opened by a screening, a case in law from its decision. Everything else about it is a dated fact';
comment on column case_file.place is 'Village of execution named by the screening and the decision';
comment on column case_file.station is 'The police station that opened the screening';
comment on column case_file.version is 'Counts the changes; the row is locked by every change';

create table person_name_key (
  person_id uuid not null,
  key text collate "C" not null,
  constraint person_name_key_pkey primary key (person_id, key),
  constraint person_name_key_person_fkey foreign key (person_id) references person (id)
);
create index person_name_key_idx on person_name_key (key);
comment on table person_name_key is 'Every suffix of a name and of its pinyin initials, so that a prefix search finds any part of it';

create table fact (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  date date not null,
  content_hash bytea not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint fact_pkey primary key (id),
  constraint fact_in_case unique (id, case_id),
  constraint fact_of_kind unique (id, case_id, kind),
  constraint fact_case_fkey foreign key (case_id) references case_file (id),
  constraint fact_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint fact_posting_fkey foreign key (posting) references posting (id)
);
create index fact_case_idx on fact (case_id, date);
comment on table fact is 'What happened, with its own day and when, by whom and under which posting it was recorded. Never changed, never deleted; a mistake is voided by a fact of kind void. What a kind says beyond this stands in fact_<kind>';
comment on column fact.id is 'The key the form carried, so that the same form sent twice is one fact';

create table case_summary (
  case_id uuid not null,
  person_id uuid not null,
  computed_on date not null,
  recompute_on date,
  measure text not null,
  stage text not null,
  phase integer,
  phase_month integer,
  phase_months integer,
  answerable bigint not null,
  report_in date,
  term_last_day date,
  exit_day date,
  last_test date,
  last_test_result text,
  next_due date,
  breach_open boolean not null default false,
  moving boolean not null default false,
  change_step text,
  change_from bigint,
  change_to bigint,
  change_since date,
  change_due date,
  strip text not null default '',
  constraint case_summary_pkey primary key (case_id),
  constraint case_summary_case_fkey foreign key (case_id) references case_file (id),
  constraint case_summary_person_fkey foreign key (person_id) references person (id)
);
create index case_summary_place_idx on case_summary (answerable, stage, case_id);
create index case_summary_recompute_idx on case_summary (recompute_on) where recompute_on is not null;
create index case_summary_person_idx on case_summary (person_id);
comment on table case_summary is 'What lists show of a case, computed by rehab.Compute from its facts; can be rebuilt at any time';
comment on column case_summary.change_step is 'Next step of the residence change under way, named by the fact that would take it';
comment on column case_summary.change_to is 'Division the change leads to; null when it leads out of the county';
comment on column case_summary.recompute_on is 'The first day on which anything here may change without a new fact';
comment on column case_summary.strip is 'The tracker strip of lists: one character a month cell, phases separated by |';

create table obligation (
  case_id uuid not null,
  seq integer not null,
  kind text not null,
  owed_by text not null,
  division bigint not null,
  opens date not null,
  due date,
  lapses date,
  month date,
  of_fact uuid,
  rule text not null,
  article text not null,
  constraint obligation_pkey primary key (case_id, seq),
  constraint obligation_case_fkey foreign key (case_id) references case_file (id)
);
create index obligation_division_idx on obligation (division, due);
comment on table obligation is 'Duties not yet met, to the end of next month. Only dates stand here; whether one is overdue is a comparison with the day';

create table case_month (
  case_id uuid not null,
  month date not null,
  phase integer not null,
  stage text not null,
  division bigint not null,
  window_month date,
  window_ends boolean not null,
  window_from date,
  window_to date,
  window_state text,
  mark text not null,
  tested boolean not null,
  positive boolean not null,
  reports_owed integer not null,
  reports_done integer not null,
  visits_owed integer not null,
  visits_done integer not null,
  talks_owed integer not null,
  talks_done integer not null,
  suspended_days integer not null,
  constraint case_month_pkey primary key (case_id, month),
  constraint case_month_case_fkey foreign key (case_id) references case_file (id)
);
create index case_month_place_idx on case_month (month, division);
comment on table case_month is 'A case in a calendar month: its test window, contacts, stage and the division answerable at the month''s end';
comment on column case_month.window_ends is 'True in the last month of a window, where the window is counted as due';

create table case_access (
  case_id uuid not null,
  division bigint not null,
  reading text not null,
  from_date date not null,
  until_date date,
  constraint case_access_pkey primary key (case_id, division, reading, from_date),
  constraint case_access_case_fkey foreign key (case_id) references case_file (id),
  constraint case_access_reading_known check (reading in ('answerable', 'incoming', 'stub', 'police', 'referral'))
);
create index case_access_division_idx on case_access (division, reading);
comment on table case_access is 'To which division a case is open, in which reading, from a day until a day (exclusive). Every row-level policy on persons, cases and facts asks here';

create table decision_draft (
  id uuid not null,
  case_id uuid not null,
  body jsonb not null,
  drafted_by bigint not null,
  drafted_at timestamptz not null default now(),
  submitted_at timestamptz,
  returned_by bigint,
  returned_reason text,
  approved_by bigint,
  approved_at timestamptz,
  fact_id uuid,
  version integer not null default 1,
  constraint decision_draft_pkey primary key (id),
  constraint decision_draft_one_per_case unique (case_id),
  constraint decision_draft_case_fkey foreign key (case_id) references case_file (id),
  constraint decision_draft_drafted_by_fkey foreign key (drafted_by) references account (id),
  constraint decision_draft_approved_by_fkey foreign key (approved_by) references account (id),
  constraint decision_draft_fact_fkey foreign key (fact_id) references fact (id),
  constraint decision_draft_not_own check (approved_by <> drafted_by)
);
comment on table decision_draft is 'A decision while it is being written; another officer approves it, and only then does the decision become a fact with a number';

create table document_number (
  issuer bigint not null,
  kind text not null,
  year integer not null,
  number integer not null,
  text text not null,
  case_id uuid,
  issued_at timestamptz not null default now(),
  constraint document_number_pkey primary key (issuer, kind, year, number),
  constraint document_number_text_unique unique (text),
  constraint document_number_issuer_fkey foreign key (issuer) references unit (id),
  constraint document_number_case_fkey foreign key (case_id) references case_file (id)
);
comment on table document_number is 'The register of numbers given to papers: running without gaps per issuer, kind and year';

create table reward_entry (
  id uuid not null,
  case_id uuid not null,
  phase integer not null,
  kind text not null,
  fen bigint not null,
  village bigint not null,
  accrued_on date not null,
  assessment uuid not null,
  reverses uuid,
  created_at timestamptz not null default now(),
  constraint reward_entry_pkey primary key (id),
  constraint reward_entry_case_fkey foreign key (case_id) references case_file (id),
  constraint reward_entry_assessment_fkey foreign key (assessment) references fact (id),
  constraint reward_entry_reverses_fkey foreign key (reverses) references reward_entry (id),
  constraint reward_entry_reversed_once unique (reverses),
  constraint reward_entry_kind_known check (kind in ('accrual', 'reversal')),
  constraint reward_entry_reversal_of check ((kind = 'reversal') = (reverses is not null)),
  constraint reward_entry_sign check ((kind = 'accrual') = (fen > 0))
);
create index reward_entry_case_idx on reward_entry (case_id);
create index reward_entry_village_idx on reward_entry (village, accrued_on);
comment on table reward_entry is 'The ledger of village rewards: accruals, and reversals of them as lines of their own. Money is whole fen';

create table reward_step (
  entry uuid not null,
  step text not null,
  day date not null,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null default now(),
  note text not null default '',
  constraint reward_step_pkey primary key (entry, step),
  constraint reward_step_entry_fkey foreign key (entry) references reward_entry (id),
  constraint reward_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint reward_step_posting_fkey foreign key (posting) references posting (id),
  constraint reward_step_known check (step in ('verified', 'approved', 'paid'))
);
comment on table reward_step is 'How far an entry has come: verified by the township, approved by the municipal office, paid';

create table reward_hold (
  entry uuid not null,
  phase integer not null,
  constraint reward_hold_pkey primary key (entry),
  constraint reward_hold_entry_fkey foreign key (entry) references reward_entry (id)
);
comment on table reward_hold is 'Entries that must wait because their phase became blocked after it had passed (ruling 28); computed';

-- Row-level security. A case exists for a transaction whose scope (ranges of codes) contains a division to which the case is open in one of
-- the role's readings. Only case_access looks at the settings, once a query; every other policy asks case_access, which answers with
-- what its own policy lets through. Rows are written by the program under the case's lock, so writing asks nothing more.
alter table case_access enable row level security;
alter table case_access force row level security;
create policy case_access_in_scope on case_access using (
  until_date is null
  and reading = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table case_file enable row level security;
alter table case_file force row level security;
create policy case_file_open on case_file using (exists (select from case_access a where a.case_id = case_file.id and a.reading in ('answerable', 'incoming', 'police', 'stub'))) with check (true);

alter table fact enable row level security;
alter table fact force row level security;
create policy fact_open on fact using (exists (select from case_access a where a.case_id = fact.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table case_summary enable row level security;
alter table case_summary force row level security;
create policy case_summary_open on case_summary using (exists (select from case_access a where a.case_id = case_summary.case_id and a.reading in ('answerable', 'incoming', 'police', 'stub'))) with check (true);

alter table obligation enable row level security;
alter table obligation force row level security;
create policy obligation_open on obligation using (exists (select from case_access a where a.case_id = obligation.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table case_month enable row level security;
alter table case_month force row level security;
create policy case_month_open on case_month using (exists (select from case_access a where a.case_id = case_month.case_id and a.reading in ('answerable', 'incoming', 'police', 'stub'))) with check (true);

alter table decision_draft enable row level security;
alter table decision_draft force row level security;
create policy decision_draft_open on decision_draft using (exists (select from case_access a where a.case_id = decision_draft.case_id and a.reading in ('police'))) with check (true);

alter table person enable row level security;
alter table person force row level security;
create policy person_open on person using (exists (select from case_file c join case_access a on a.case_id = c.id
  where c.person_id = person.id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table person_name_key enable row level security;
alter table person_name_key force row level security;
create policy person_name_key_open on person_name_key using (exists (select from case_file c join case_access a on a.case_id = c.id
  where c.person_id = person_name_key.person_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table reward_entry enable row level security;
alter table reward_entry force row level security;
create policy reward_entry_in_scope on reward_entry using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and village <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table reward_step enable row level security;
alter table reward_step force row level security;
create policy reward_step_open on reward_step using (exists (select from reward_entry e where e.id = reward_step.entry)) with check (true);

alter table reward_hold enable row level security;
alter table reward_hold force row level security;
create policy reward_hold_open on reward_hold using (exists (select from reward_entry e where e.id = reward_hold.entry)) with check (true);

grant select, insert, update on person, case_file, decision_draft to xinsheng_app;
grant select, insert, delete on case_summary, reward_hold, person_name_key, obligation, case_month, case_access to xinsheng_app;
grant select, insert on fact, document_number, reward_entry, reward_step to xinsheng_app;
