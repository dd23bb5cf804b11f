-- Periodic returns (定期报告): a village's month, a township's quarter and the city's quarter, from owed to locked with a frozen copy (DOMAIN §8).

create table return_start (
  id boolean not null default true,
  month date not null,
  constraint return_start_pkey primary key (id),
  constraint return_start_one_row check (id),
  constraint return_start_first_day check (extract(day from month) = 1)
);
comment on table return_start is 'The first month of which returns are owed: when the system began. One row';

create table periodic_return (
  id uuid not null,
  level text not null,
  division bigint not null,
  period date not null,
  until date not null,
  opens date not null,
  due date not null,
  state text not null default 'open',
  next_due date,
  submitted_on date,
  steps integer not null default 0,
  constraint periodic_return_pkey primary key (id),
  constraint periodic_return_one_per_period unique (level, division, period),
  constraint periodic_return_level_known check (level in ('village', 'township', 'city')),
  constraint periodic_return_first_day check (extract(day from period) = 1),
  constraint periodic_return_state_known check (state in ('open', 'returned', 'prepared', 'submitted', 'accepted', 'locked')),
  constraint periodic_return_opens_after check (opens > until and until > period),
  constraint periodic_return_locked_is_done check (state <> 'locked' or next_due is null)
);
create index periodic_return_period_idx on periodic_return (level, period, division);
create index periodic_return_next_idx on periodic_return (next_due, division) where next_due is not null;
comment on table periodic_return is 'A return owed for a period by a village, a township or the city. The columns from state on follow from its steps and are written with them; opens, due and next_due are dates: whether something is overdue is for the day to say';
comment on column periodic_return.due is 'Last day for it to be submitted; the city''s, to be locked';
comment on column periodic_return.next_due is 'Last day of whoever has to act now; none when nobody has to';
comment on column periodic_return.submitted_on is 'Day of the submission that stands';
comment on column periodic_return.steps is 'How many steps it has; a form says how many it had seen';

create table periodic_return_step (
  id uuid not null,
  return_id uuid not null,
  seq integer not null,
  kind text not null,
  day date not null,
  reason text not null default '',
  figures jsonb,
  remarks jsonb,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint periodic_return_step_pkey primary key (id),
  constraint periodic_return_step_in_order unique (return_id, seq),
  constraint periodic_return_step_return_fkey foreign key (return_id) references periodic_return (id),
  constraint periodic_return_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint periodic_return_step_posting_fkey foreign key (posting) references posting (id),
  constraint periodic_return_step_kind_known check (kind in ('prepare', 'submit', 'withdraw', 'send_back', 'accept', 'take_back', 'lock', 'correct')),
  constraint periodic_return_step_reason_length check (length(reason) <= 500),
  constraint periodic_return_step_reasoned check (kind not in ('withdraw', 'send_back', 'take_back', 'correct') or reason <> ''),
  constraint periodic_return_step_figures check (kind not in ('prepare', 'submit', 'lock', 'correct') or figures is not null)
);
comment on table periodic_return_step is 'What was done with a return, in order. Never changed, never deleted. The figures of a lock, and of each correction after it, are the frozen copies';
comment on column periodic_return_step.figures is 'The figures as they were then, whole: a later change of facts does not reach them';
comment on column periodic_return_step.remarks is 'What the office wrote to each part';

alter table periodic_return enable row level security;
alter table periodic_return force row level security;
create policy periodic_return_in_scope on periodic_return using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table periodic_return_step enable row level security;
alter table periodic_return_step force row level security;
create policy periodic_return_step_open on periodic_return_step using (exists (select from periodic_return r where r.id = periodic_return_step.return_id))
  with check (true);

grant select, insert, update on return_start to xinsheng_app;
grant select, insert on periodic_return, periodic_return_step to xinsheng_app;
grant update (opens, due, state, next_due, submitted_on, steps) on periodic_return to xinsheng_app;
