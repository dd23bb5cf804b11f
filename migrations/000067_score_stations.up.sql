-- Responsibility scores of the police (责任追究制度; scheme row S11): what of a month they left undone of their own work, and appeals of stations.
alter table case_month
  add column serve_late boolean not null default false,
  add column outcome_late boolean not null default false,
  add column discharge_late boolean not null default false;
comment on column case_month.serve_late is 'A duty of the police whose last day lies in the month was late: the decision served on person or family, the township told';
comment on column case_month.outcome_late is 'The same of the outcome of a report to the police, and of isolation once they said so';
comment on column case_month.discharge_late is 'The same of the discharge notice, and of telling the township of it; past the end of the case it stands in the last month';
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;

alter table score_appeal
  add column unit bigint,
  add constraint score_appeal_unit_fkey foreign key (unit) references unit (id),
  drop constraint score_appeal_line_known,
  add constraint score_appeal_line_known check (line in ('report_in_late', 'report_in_overdue', 'assess_late', 'test_missed', 'contact_short', 'serve_late', 'outcome_late', 'discharge_late',
    'return_late', 'measure_late', 'notice_late', 'notice_refused'));
drop index score_appeal_once;
create unique index score_appeal_once on score_appeal (division, coalesce(unit, 0), month, line) where state <> 'withdrawn';
create index score_appeal_unit_idx on score_appeal (unit, month) where unit is not null;
comment on column score_appeal.unit is 'The police station that appeals; null: the township or village of the division. Of a station the division is its county''s';

-- A station sees its own appeals; the bureau, whose scope is the county, those of its stations, and what they are asked in notices and measures.
alter policy score_appeal_in_scope on score_appeal using (
  ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    or unit is not null and 'police' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]))
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint));
alter policy notice_open on notice using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
    and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0
  or 'police' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange) and unit in (select u.id from unit u where u.kind = 'station'));
alter policy measure_open on measure using (
  owner = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or 'police' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange) and owner in (select u.id from unit u where u.kind = 'station'));
