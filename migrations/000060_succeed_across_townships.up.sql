-- Villages that change their township by going over into another place, and townships that go over with all their villages; a name that is taken back says why.

alter table unit_name add column withdrawn_why text;
alter table unit_name add constraint unit_name_withdrawn_why_length check (length(withdrawn_why) between 1 and 200);
alter table unit_succession add column together uuid, add column founds boolean not null default false;
create index unit_succession_together_idx on unit_succession (together) where together is not null;
comment on column unit_succession.together is 'The township''s row, for those of its villages: they are recorded, taken back and applied as one';
comment on column unit_succession.founds is 'The form has founded the unit it goes over into, which is taken back with it';

-- The codes that a unit sees besides those of its own range: what has gone over into a place in its range by a day, whole townships with their villages.
create function unit_places_before(code bigint, on_day date) returns bigint[] language sql stable as $$
  with recursive before as (
    select code as at
    union
    select s.from_code from unit_succession s join before b on s.to_code between b.at and b.at + case when b.at % 1000 = 0 and b.at % 1000000 <> 0 then 999 else 0 end
    where s.day <= on_day and s.withdrawn_at is null
  ) select coalesce(array_agg(at order by at), '{}') from before
    where at not between code and code + case when code % 1000000 = 0 then 999999 when code % 1000 = 0 then 999 else 0 end
$$;
comment on function unit_places_before is 'The codes outside a unit''s range that have gone over into places of its range by a day';

-- Whoever sits in a unit answers also what was addressed to those that have gone over into it.
drop policy notice_open on notice;
create policy notice_open on notice using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
  or unit = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])
    and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0)
  with check (true);
drop policy meeting_unit_open on meeting_unit;
create policy meeting_unit_open on meeting_unit using (
  unit = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);
drop policy meeting_open on meeting;
create policy meeting_open on meeting using (
  ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  or exists (select from meeting_unit u where u.meeting = meeting.id and u.unit = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])))
  with check (true);
drop policy measure_open on measure;
create policy measure_open on measure using (
  owner = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])
  or ('answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);
drop policy funding_entry_own on funding_entry;
create policy funding_entry_own on funding_entry using (
  unit = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])
  or 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);
drop policy paper_open on paper;
create policy paper_open on paper using (
  case when case_id is not null
  then exists (select from case_access a where a.case_id = paper.case_id and a.reading in ('answerable', 'incoming', 'police'))
  else 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
      and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
    or recipient = any ((select nullif(current_setting('xinsheng.units', true), '')::bigint[])::bigint[])
      and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0
  end) with check (true);

-- A period that a unit does not see the end of, it does not owe: the row written ahead is taken away when it goes over.
grant delete on periodic_return to xinsheng_app;
grant update (withdrawn_why) on unit_name to xinsheng_app;
