-- Analysis meetings of the municipal office (scheme row S8): who was called, the indicators frozen when the meeting was held, what it found, and the
-- measures it gave to units, followed to their end.

create table meeting (
  id uuid not null,
  division bigint not null,
  day date not null,
  place text not null,
  chair text not null,
  agenda text not null,
  state text not null default 'called',
  version integer not null default 1,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  held_at timestamptz,
  held_by bigint,
  figures_month date,
  minutes uuid,
  reason text,
  constraint meeting_pkey primary key (id),
  constraint meeting_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint meeting_posting_fkey foreign key (posting) references posting (id),
  constraint meeting_held_by_fkey foreign key (held_by) references account (id),
  constraint meeting_place_present check (length(place) between 1 and 100),
  constraint meeting_chair_present check (length(chair) between 1 and 60),
  constraint meeting_agenda_present check (length(agenda) between 1 and 2000),
  constraint meeting_state_known check (state in ('called', 'held', 'closed', 'cancelled')),
  constraint meeting_held_whole check ((held_at is null) = (figures_month is null) and (held_at is null) = (held_by is null)),
  constraint meeting_held_when check ((state in ('held', 'closed')) <= (held_at is not null)),
  constraint meeting_closed_by_minutes check ((state = 'closed') = (minutes is not null)),
  constraint meeting_cancelled_reasoned check ((state = 'cancelled') <= (coalesce(reason, '') <> ''))
);
create index meeting_day_idx on meeting (division, day desc, id desc);
comment on table meeting is 'An analysis meeting: called, held, closed by its minutes, or cancelled. What it says is not changed after its minutes were issued; voiding them opens it again';
comment on column meeting.version is 'Counts the changes of what the meeting says, so that two who write at once do not overwrite each other';
comment on column meeting.figures_month is 'The month before the meeting, whose figures were frozen when it was held';
comment on column meeting.minutes is 'The paper with the minutes';
comment on column meeting.reason is 'Why it was cancelled';

create table meeting_unit (
  meeting uuid not null,
  unit bigint not null,
  division bigint not null,
  attended boolean,
  constraint meeting_unit_pkey primary key (meeting, unit),
  constraint meeting_unit_meeting_fkey foreign key (meeting) references meeting (id),
  constraint meeting_unit_unit_fkey foreign key (unit) references unit (id)
);
create index meeting_unit_unit_idx on meeting_unit (unit);
comment on table meeting_unit is 'A department, police bureau or township called to a meeting; whether it came is known once the meeting was held';
comment on column meeting_unit.division is 'The county of the meeting';

create table meeting_finding (
  meeting uuid not null,
  subject text not null,
  words text not null,
  constraint meeting_finding_pkey primary key (meeting, subject),
  constraint meeting_finding_meeting_fkey foreign key (meeting) references meeting (id),
  constraint meeting_finding_subject_known check (subject in ('rehabilitation', 'living', 'employment', 'other')),
  constraint meeting_finding_present check (length(words) between 1 and 4000)
);
comment on table meeting_finding is 'What a meeting found, by subject';

create table meeting_figure (
  meeting uuid not null,
  place bigint not null,
  name text not null,
  n integer not null,
  constraint meeting_figure_pkey primary key (meeting, place, name),
  constraint meeting_figure_meeting_fkey foreign key (meeting) references meeting (id)
);
comment on table meeting_figure is 'An indicator of the county or a township as it stood when the meeting was held; never changed';

create table measure (
  id uuid not null,
  meeting uuid not null,
  division bigint not null,
  day date not null,
  subject text not null,
  words text not null,
  owner bigint not null,
  first_due date not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  state text not null,
  since date not null,
  due date not null,
  confirm_due date,
  ended_on date,
  constraint measure_pkey primary key (id),
  constraint measure_meeting_fkey foreign key (meeting) references meeting (id),
  constraint measure_owner_fkey foreign key (owner) references unit (id),
  constraint measure_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint measure_posting_fkey foreign key (posting) references posting (id),
  constraint measure_subject_known check (subject in ('rehabilitation', 'living', 'employment', 'other')),
  constraint measure_words_present check (length(words) between 1 and 500),
  constraint measure_due_after_meeting check (first_due >= day and due >= day),
  constraint measure_state_known check (state in ('assigned', 'started', 'returned', 'done', 'confirmed', 'dropped')),
  constraint measure_confirm_while_done check ((confirm_due is not null) = (state = 'done')),
  constraint measure_ended_when check ((ended_on is not null) = (state in ('confirmed', 'dropped')))
);
create index measure_meeting_idx on measure (meeting);
create index measure_owner_idx on measure (owner, due, id);
create index measure_division_idx on measure (division, due, id);
comment on table measure is 'What a meeting asked of a unit until a day. Never changed but for the columns from state on, which follow from the steps';
comment on column measure.day is 'Of the meeting';
comment on column measure.due is 'The owner''s last day, with its extensions. Whether it is overdue is a comparison with the day';
comment on column measure.confirm_due is 'The office''s last day to confirm it or to send it back';

create table measure_step (
  id uuid not null,
  measure uuid not null,
  seq integer not null,
  kind text not null,
  date date not null,
  words text not null default '',
  due date,
  of_step uuid,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint measure_step_pkey primary key (id),
  constraint measure_step_in_order unique (measure, seq),
  constraint measure_step_of_own unique (id, measure),
  constraint measure_step_measure_fkey foreign key (measure) references measure (id),
  constraint measure_step_of_fkey foreign key (of_step, measure) references measure_step (id, measure),
  constraint measure_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint measure_step_posting_fkey foreign key (posting) references posting (id),
  constraint measure_step_kind_known check (kind in ('accept', 'report', 'done', 'confirm', 'return', 'extend', 'drop', 'void')),
  constraint measure_step_words_length check (length(words) <= 1000),
  constraint measure_step_reasoned check (kind in ('accept', 'confirm') or words <> ''),
  constraint measure_step_due_of check (kind <> 'extend' or due is not null),
  constraint measure_step_of_void check ((kind = 'void') = (of_step is not null)),
  constraint measure_step_voided_once unique (of_step)
);
comment on table measure_step is 'What the owner and the office did about a measure, in order, each step with its day, actor and time. Never changed, never deleted: a mistake is taken back by a step of kind void with its reason';

-- The office sees the meetings of its county; a unit those it was called to, what they found once the minutes were issued, the county's figures and its
-- own, and the measures addressed to it.
alter table meeting_unit enable row level security;
alter table meeting_unit force row level security;
create policy meeting_unit_open on meeting_unit using (
  unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);

alter table meeting enable row level security;
alter table meeting force row level security;
create policy meeting_open on meeting using (
  ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  or exists (select from meeting_unit u where u.meeting = meeting.id and u.unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)))
  with check (true);

alter table meeting_finding enable row level security;
alter table meeting_finding force row level security;
create policy meeting_finding_open on meeting_finding using (exists (select from meeting m where m.id = meeting_finding.meeting
  and (m.state = 'closed' or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and m.division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))))
  with check (true);

alter table meeting_figure enable row level security;
alter table meeting_figure force row level security;
create policy meeting_figure_open on meeting_figure using (exists (select from meeting m where m.id = meeting_figure.meeting)
  and (place % 1000000 = 0 or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and place <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);

alter table measure enable row level security;
alter table measure force row level security;
create policy measure_open on measure using (
  owner = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);

alter table measure_step enable row level security;
alter table measure_step force row level security;
create policy measure_step_open on measure_step using (exists (select from measure m where m.id = measure_step.measure)) with check (true);

grant select, insert on meeting, meeting_figure, measure, measure_step to xinsheng_app;
grant select, insert, delete on meeting_unit, meeting_finding to xinsheng_app;
grant update (attended) on meeting_unit to xinsheng_app;
grant update (day, place, chair, agenda, state, version, held_at, held_by, figures_month, minutes, reason) on meeting to xinsheng_app;
grant update (state, since, due, confirm_due, ended_on) on measure to xinsheng_app;
