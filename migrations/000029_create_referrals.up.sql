-- Help plans by the four heads of 条例 18, help given on a contact, and referrals of a help need to a department (DOMAIN §8).

alter table fact_help_plan add column education text;
alter table fact_contact add column aid text, add column aid_head text,
  add constraint fact_contact_aid_head_known check (aid_head in ('counselling', 'education', 'skills', 'medical', 'other'));
comment on column fact_contact.aid is 'Help given on the occasion';
comment on column fact_contact.aid_head is 'Under which head of the help plan the help was given';

create table referral (
  id uuid not null,
  case_id uuid not null,
  department bigint not null,
  head text not null,
  need text not null,
  naming text not null,
  shown_name text not null,
  sex text,
  age text,
  township bigint not null,
  contact_name text not null,
  contact_phone text not null,
  follows uuid,
  sent_on date not null,
  sent_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null,
  answerable bigint not null,
  state text not null,
  since date not null,
  due date,
  noted boolean not null default false,
  outcome text,
  contact_at bigint not null,
  constraint referral_pkey primary key (id),
  constraint referral_case_fkey foreign key (case_id) references case_file (id),
  constraint referral_department_fkey foreign key (department) references unit (id),
  constraint referral_follows_fkey foreign key (follows) references referral (id),
  constraint referral_sent_by_fkey foreign key (sent_by) references account (id),
  constraint referral_posting_fkey foreign key (posting) references posting (id),
  constraint referral_head_known check (head in ('counselling', 'education', 'skills', 'medical', 'other')),
  constraint referral_need_present check (length(need) between 1 and 500),
  constraint referral_naming_known check (naming in ('surname', 'name')),
  constraint referral_shown_name_present check (length(shown_name) between 1 and 60),
  constraint referral_sex_known check (sex in ('male', 'female')),
  constraint referral_age_known check (age in ('under_18', '18_29', '30_44', '45_59', 'from_60')),
  constraint referral_contact_present check (length(contact_name) between 1 and 60 and length(contact_phone) between 1 and 40),
  constraint referral_state_known check (state in ('sent', 'accepted', 'acted', 'refused', 'closed', 'withdrawn')),
  constraint referral_outcome_known check (outcome in ('helped', 'in_part', 'not')),
  constraint referral_due_until_ended check ((due is null) = (state in ('refused', 'closed', 'withdrawn')))
);
create index referral_case_idx on referral (case_id);
create index referral_department_idx on referral (department, due, id);
create index referral_answerable_idx on referral (answerable, due, id);
comment on table referral is 'A help need sent to a department with the least data: what is written here of the person is all that the department is told. Never changed but for the columns from answerable on, which follow from the steps and the case';
comment on column referral.shown_name is 'The name as the department is told it: surname alone, or whole where the help needs it';
comment on column referral.township is 'Township that sent it';
comment on column referral.follows is 'An earlier referral of the same need, which another department refused or closed';
comment on column referral.answerable is 'Village or township answerable for the person now: the referral goes along with a residence change';
comment on column referral.due is 'Last day for the department to answer or to act, as it was told; null once ended';
comment on column referral.noted is 'The township has noted how it ended';
comment on column referral.contact_at is 'Township whose worker the department is to ring';

create table referral_step (
  id uuid not null,
  referral uuid not null,
  seq integer not null,
  kind text not null,
  date date not null,
  words text not null default '',
  outcome text,
  contact_name text,
  contact_phone text,
  contact_at bigint,
  of_step uuid,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint referral_step_pkey primary key (id),
  constraint referral_step_in_order unique (referral, seq),
  constraint referral_step_of_own unique (id, referral),
  constraint referral_step_referral_fkey foreign key (referral) references referral (id),
  constraint referral_step_of_fkey foreign key (of_step, referral) references referral_step (id, referral),
  constraint referral_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint referral_step_posting_fkey foreign key (posting) references posting (id),
  constraint referral_step_kind_known check (kind in ('accept', 'refuse', 'act', 'close', 'withdraw', 'note', 'contact', 'void')),
  constraint referral_step_words_length check (length(words) <= 500),
  constraint referral_step_reasoned check (kind not in ('refuse', 'act', 'close', 'withdraw', 'void') or words <> ''),
  constraint referral_step_outcome_of_close check ((kind = 'close') = (outcome is not null)),
  constraint referral_step_outcome_known check (outcome in ('helped', 'in_part', 'not')),
  constraint referral_step_contact_whole check ((kind = 'contact') = (contact_name is not null and contact_phone is not null and contact_at is not null)),
  constraint referral_step_of_void check ((kind = 'void') = (of_step is not null)),
  constraint referral_step_voided_once unique (of_step)
);
comment on table referral_step is 'What a department and the township did about a referral, in order, each step with its day, actor and time. Never changed, never deleted: a mistake is taken back by a step of kind void with its reason';
comment on column referral_step.words is 'Reason, or what was done';

-- A department is a unit, not a place: two of them share the code of their county, so a row of case_access could not tell them apart. It sees the
-- referrals addressed to it and nothing of the case or the person; what a township notes for itself is not shown to it.
alter table referral enable row level security;
alter table referral force row level security;
create policy referral_open on referral using (
  ('referral' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and department = (select nullif(current_setting('xinsheng.unit', true), '')::bigint))
  or exists (select from case_access a where a.case_id = referral.case_id and a.reading in ('answerable', 'incoming')))
  with check (true);

alter table referral_step enable row level security;
alter table referral_step force row level security;
create policy referral_step_open on referral_step using (exists (select from referral r where r.id = referral_step.referral
  and (referral_step.kind <> 'note' or exists (select from case_access a where a.case_id = r.case_id and a.reading in ('answerable', 'incoming')))))
  with check (true);

grant select, insert on referral, referral_step to xinsheng_app;
grant update (answerable, state, since, due, noted, outcome, contact_at) on referral to xinsheng_app;
