revoke delete on periodic_return from xinsheng_app;
drop policy notice_open on notice;
create policy notice_open on notice using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
    and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0)
  with check (true);
drop policy meeting_unit_open on meeting_unit;
create policy meeting_unit_open on meeting_unit using (
  unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);
drop policy meeting_open on meeting;
create policy meeting_open on meeting using (
  ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  or exists (select from meeting_unit u where u.meeting = meeting.id and u.unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)))
  with check (true);
drop policy measure_open on measure;
create policy measure_open on measure using (
  owner = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);
drop policy funding_entry_own on funding_entry;
create policy funding_entry_own on funding_entry using (
  unit = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
  or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);
drop policy paper_open on paper;
create policy paper_open on paper using (
  case when case_id is not null
  then exists (select from case_access a where a.case_id = paper.case_id and a.reading in ('answerable', 'incoming', 'police'))
  else 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
      and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
    or recipient = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
      and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0
  end) with check (true);
drop function unit_places_before(bigint, date);
alter table unit_succession drop column together, drop column founds;
alter table unit_name drop column withdrawn_why;
