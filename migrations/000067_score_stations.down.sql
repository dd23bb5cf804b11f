alter policy measure_open on measure using (
  owner = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)));
alter policy notice_open on notice using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
    and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0);
alter policy score_appeal_in_scope on score_appeal using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange));
delete from score_appeal_step where appeal in (select id from score_appeal where unit is not null);
delete from score_appeal where unit is not null;
drop index score_appeal_unit_idx;
drop index score_appeal_once;
create unique index score_appeal_once on score_appeal (division, month, line) where state <> 'withdrawn';
alter table score_appeal
  drop constraint score_appeal_line_known,
  add constraint score_appeal_line_known check (line in ('report_in_late', 'report_in_overdue', 'assess_late', 'test_missed', 'contact_short', 'return_late', 'notice_late', 'notice_refused')),
  drop column unit;
alter table case_month drop column serve_late, drop column outcome_late, drop column discharge_late;
