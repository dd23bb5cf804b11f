-- The next policy version while the office writes it, what it would change (worked out by a job), and the recomputing that follows a change of the rules.

create table policy_plan (
  id uuid not null,
  unit bigint not null,
  name text not null,
  effective date not null,
  body jsonb not null,
  edition integer not null default 1,
  author bigint not null,
  created_at timestamptz not null,
  saved_by bigint not null,
  saved_at timestamptz not null,
  version bigint,
  dropped_at timestamptz,
  constraint policy_plan_pkey primary key (id),
  constraint policy_plan_unit_fkey foreign key (unit) references unit (id),
  constraint policy_plan_author_fkey foreign key (author) references account (id),
  constraint policy_plan_saved_by_fkey foreign key (saved_by) references account (id),
  constraint policy_plan_version_fkey foreign key (version) references policy_version (id),
  constraint policy_plan_version_unique unique (version),
  constraint policy_plan_name_present check (length(name) between 1 and 60),
  constraint policy_plan_edition_positive check (edition > 0),
  constraint policy_plan_one_end check (version is null or dropped_at is null)
);
create index policy_plan_open_idx on policy_plan (unit, saved_at desc) where version is null and dropped_at is null;
comment on table policy_plan is 'A draft of the next policy version, shared by the office that writes it';
comment on column policy_plan.unit is 'The office whose draft it is';
comment on column policy_plan.body is 'The settings, as those of policy_version';
comment on column policy_plan.edition is 'Counts the savings, so that nobody saves over what they have not seen';
comment on column policy_plan.version is 'The version it was published as; null while it is a draft';
comment on column policy_plan.dropped_at is 'When the draft was thrown away';

create table what_if (
  id uuid not null,
  plan uuid not null,
  edition integer not null,
  unit bigint not null,
  account bigint not null,
  posting bigint not null,
  name text not null,
  effective date not null,
  body jsonb not null,
  day date not null,
  state text not null default 'waiting',
  done integer not null default 0,
  total integer not null default 0,
  failure text,
  result jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint what_if_pkey primary key (id),
  constraint what_if_plan_fkey foreign key (plan) references policy_plan (id),
  constraint what_if_unit_fkey foreign key (unit) references unit (id),
  constraint what_if_account_fkey foreign key (account) references account (id),
  constraint what_if_posting_fkey foreign key (posting) references posting (id),
  constraint what_if_state_known check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  constraint what_if_progress_sane check (done between 0 and total),
  constraint what_if_failed_why check ((state = 'failed') = (failure is not null)),
  constraint what_if_over_when check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  constraint what_if_done_whole check ((state = 'done') = (result is not null))
);
create index what_if_plan_idx on what_if (plan, created_at desc);
create unique index what_if_one_open on what_if (plan) where state in ('waiting', 'running');
comment on table what_if is 'What a draft of the policy would change, worked out over the whole caseload by a job';
comment on column what_if.body is 'The draft''s settings when it was asked for';
comment on column what_if.day is 'The legal day on which the cases were read';
comment on column what_if.result is 'Sums before and after, in all and by township';

create table what_if_case (
  what_if uuid not null,
  case_id uuid not null,
  rank integer not null,
  division bigint not null,
  before jsonb not null,
  after jsonb not null,
  constraint what_if_case_pkey primary key (what_if, rank),
  constraint what_if_case_what_if_fkey foreign key (what_if) references what_if (id) on delete cascade,
  constraint what_if_case_case_fkey foreign key (case_id) references case_file (id)
);
create index what_if_case_case_idx on what_if_case (case_id);
comment on table what_if_case is 'The cases of which a draft would ask most otherwise, the most first';
comment on column what_if_case.before is 'What is asked of the case in the twelve months from the draft''s first day';

create table recompute_run (
  id uuid not null,
  cause text not null,
  version bigint,
  asked_by bigint not null,
  asked_at timestamptz not null,
  marked_at timestamptz,
  total integer not null default 0,
  finished_at timestamptz,
  constraint recompute_run_pkey primary key (id),
  constraint recompute_run_version_fkey foreign key (version) references policy_version (id),
  constraint recompute_run_asked_by_fkey foreign key (asked_by) references account (id),
  constraint recompute_run_cause_known check (cause in ('policy_published', 'policy_withdrawn', 'calendar')),
  constraint recompute_run_order check (finished_at is null or marked_at is not null)
);
create index recompute_run_open_idx on recompute_run (asked_at) where finished_at is null;
create index recompute_run_version_idx on recompute_run (version);
comment on table recompute_run is 'A change of the rules after which every case is computed again; until that is done summaries stand as they were';
comment on column recompute_run.marked_at is 'When every case was marked to be computed again';
comment on column recompute_run.total is 'How many cases were marked';

-- An office sees its own drafts; the program''s own accounts, which are below six, see all.
alter table policy_plan enable row level security;
alter table policy_plan force row level security;
create policy policy_plan_of_office on policy_plan using (unit = nullif(current_setting('xinsheng.unit', true), '')::bigint
  or nullif(current_setting('xinsheng.account', true), '')::bigint <= 5);
alter table what_if enable row level security;
alter table what_if force row level security;
create policy what_if_of_office on what_if using (unit = nullif(current_setting('xinsheng.unit', true), '')::bigint
  or nullif(current_setting('xinsheng.account', true), '')::bigint <= 5);
alter table what_if_case enable row level security;
alter table what_if_case force row level security;
create policy what_if_case_open on what_if_case using (exists (select from case_access a where a.case_id = what_if_case.case_id)
  and exists (select from what_if w where w.id = what_if_case.what_if));

grant select, insert, update on policy_plan, what_if, recompute_run to xinsheng_app;
grant select, insert, delete on what_if_case to xinsheng_app;
