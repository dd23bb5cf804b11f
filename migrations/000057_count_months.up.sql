-- What the figures of a month count of a case beside its cell: report-ins and assessments due, moves, leave, breaches and the last day of the term.
alter table case_month
  add column measure text not null default '',
  add column last_day date,
  add column on_leave boolean not null default false,
  add column leave_overdue boolean not null default false,
  add column moving boolean not null default false,
  add column breach_open boolean not null default false,
  add column breach_reached boolean not null default false,
  add column report_in_state text,
  add column good_cause boolean not null default false,
  add column assess_due integer not null default 0,
  add column assess_done integer not null default 0,
  add column assess_late integer not null default 0,
  add column opened boolean not null default false,
  add column moved_from bigint,
  add column evaded boolean not null default false,
  add column departed boolean not null default false,
  add column admonished boolean not null default false,
  add column phase_finished boolean not null default false,
  add column phase_passed boolean not null default false,
  add constraint case_month_report_in_known check (report_in_state in ('open', 'on_time', 'late', 'overdue'));
comment on column case_month.measure is 'Of the case; here so that a month can be counted from this table alone';
comment on column case_month.last_day is 'Last day of the term as known at the month''s end; null before report-in, while it is unknown, and once the case has ended';
comment on column case_month.on_leave is 'At the month''s end away with leave, the day of return not over; leave_overdue: over';
comment on column case_month.moving is 'At the month''s end a residence change was under way';
comment on column case_month.breach_open is 'At the month''s end a serious breach had no police outcome; breach_reached: a threshold was first reached in the month';
comment on column case_month.report_in_state is 'Of the report-in whose deadline ends in the month, as known today; null without one';
comment on column case_month.good_cause is 'That deadline was set by a good cause';
comment on column case_month.assess_due is 'Phase and final assessments whose last day lies in the month; of them assess_done in time, assess_late after it or not though it has passed';
comment on column case_month.opened is 'The case came to the offices in the month: decided here, or moved in from another county';
comment on column case_month.moved_from is 'Division answerable at the end of the month before, where another is at the end of this one';
comment on column case_month.evaded is 'A test of the month was refused or evaded';
comment on column case_month.departed is 'The person left the county in the month without leave, for long enough to count';
comment on column case_month.admonished is 'An admonition or a warning was written in the month';
comment on column case_month.phase_finished is 'A phase ended in the month; phase_passed: and is passed today';
create index case_month_moved_idx on case_month (month, moved_from) where moved_from is not null;

update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
