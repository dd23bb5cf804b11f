-- Appeals against lines of responsibility scores (责任追究制度; scheme row S11). Scores themselves are computed from what is counted of a month; a decided
-- appeal gives points back as a line of its own.

create table score_appeal (
  id uuid not null,
  division bigint not null,
  month date not null,
  line text not null,
  taken integer not null,
  reason text not null,
  filed_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  state text not null default 'open',
  due date,
  restored integer not null default 0,
  constraint score_appeal_pkey primary key (id),
  constraint score_appeal_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint score_appeal_posting_fkey foreign key (posting) references posting (id),
  constraint score_appeal_first_day check (extract(day from month) = 1),
  constraint score_appeal_line_known check (line in ('report_in_late', 'report_in_overdue', 'assess_late', 'test_missed', 'contact_short', 'return_late', 'notice_late', 'notice_refused')),
  constraint score_appeal_of_points check (taken > 0),
  constraint score_appeal_reason_present check (length(reason) between 1 and 1000),
  constraint score_appeal_state_known check (state in ('open', 'granted', 'refused', 'withdrawn')),
  constraint score_appeal_due_while_open check ((due is not null) = (state = 'open')),
  constraint score_appeal_restored_when_granted check (restored >= 0 and (restored > 0) = (state = 'granted'))
);
create unique index score_appeal_once on score_appeal (division, month, line) where state <> 'withdrawn';
create index score_appeal_month_idx on score_appeal (month, division);
create index score_appeal_state_idx on score_appeal (state, due, id);
comment on table score_appeal is 'An appeal of a township or village against a line of its score of a month. Never changed but for the columns from state on, which follow from its steps';
comment on column score_appeal.taken is 'Points the line had taken when the appeal was filed';
comment on column score_appeal.due is 'Last day for the office to decide; null once decided';
comment on column score_appeal.restored is 'Points given back';

create table score_appeal_step (
  id uuid not null,
  appeal uuid not null,
  seq integer not null,
  kind text not null,
  date date not null,
  words text not null,
  restored integer not null default 0,
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null,
  posting bigint,
  constraint score_appeal_step_pkey primary key (id),
  constraint score_appeal_step_in_order unique (appeal, seq),
  constraint score_appeal_step_appeal_fkey foreign key (appeal) references score_appeal (id),
  constraint score_appeal_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint score_appeal_step_posting_fkey foreign key (posting) references posting (id),
  constraint score_appeal_step_kind_known check (kind in ('grant', 'refuse', 'withdraw', 'reopen')),
  constraint score_appeal_step_reasoned check (length(words) between 1 and 1000),
  constraint score_appeal_step_restored check ((restored > 0) = (kind = 'grant'))
);
comment on table score_appeal_step is 'What was decided of an appeal, and what was taken back, in order; never changed, never deleted';

-- The unit, those above it and the office see an appeal, as rewards are seen.
alter table score_appeal enable row level security;
alter table score_appeal force row level security;
create policy score_appeal_in_scope on score_appeal using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table score_appeal_step enable row level security;
alter table score_appeal_step force row level security;
create policy score_appeal_step_open on score_appeal_step using (exists (select from score_appeal a where a.id = score_appeal_step.appeal)) with check (true);

grant select, insert on score_appeal, score_appeal_step to xinsheng_app;
grant update (state, due, restored) on score_appeal to xinsheng_app;
