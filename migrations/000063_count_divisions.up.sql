-- How many cases each division counts in a month, kept so that a county's months need not be counted anew (docs/adr/3301).

create table division_month (
  month date not null,
  division bigint not null,
  counted_on date not null,
  soon integer not null,
  figures text not null,
  n integer[] not null,
  constraint division_month_pkey primary key (month, division)
);
comment on table division_month is 'What a division counts in a month, screenings left out: every figure of case_month. Holds as long as nothing in division_month_stale says otherwise; worked out from case_month';
comment on column division_month.counted_on is 'Day from which the figures look ahead: the month''s last, in the present month that of the count';
comment on column division_month.soon is 'How many days ahead they look, by the policy of that day';
comment on column division_month.figures is 'Digest of the conditions by which the figures were counted; a program with others counts anew';
comment on column division_month.n is 'The figures, in the program''s order';

create table division_month_stale (
  month date not null,
  division bigint not null
);
create index division_month_stale_idx on division_month_stale (month, division);
comment on table division_month_stale is 'Months of divisions in which rows of case_month have changed since they were counted. Only ever added to by whoever changes them, so that nobody waits for another; a mark goes with the count that has seen what it stands for';

-- Whoever changes rows of case_month marks what they count in, be it the program, a migration or a repair by hand.
create function mark_division_months() returns trigger language plpgsql as $$
begin
  insert into division_month_stale (month, division) select distinct c.month, c.division from changed c;
  if tg_op = 'UPDATE' then
    insert into division_month_stale (month, division) select distinct c.month, c.division from become c;
  end if;
  return null;
end
$$;
comment on function mark_division_months is 'Marks the months of divisions in which rows of case_month were changed';
create trigger case_month_come after insert on case_month referencing new table as changed for each statement execute function mark_division_months();
create trigger case_month_gone after delete on case_month referencing old table as changed for each statement execute function mark_division_months();
create trigger case_month_changed after update on case_month referencing old table as changed new table as become for each statement execute function mark_division_months();

insert into division_month_stale (month, division) select distinct month, division from case_month;

-- A division counts for the offices that are answerable for it. Police count what they see case by case.
alter table division_month enable row level security;
alter table division_month force row level security;
create policy division_month_in_scope on division_month using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table division_month_stale enable row level security;
alter table division_month_stale force row level security;
create policy division_month_stale_in_scope on division_month_stale using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

grant select, insert, update, delete on division_month to xinsheng_app;
grant select, insert, delete on division_month_stale to xinsheng_app;
