-- What the staffing norm asks offices to look at: certificates about to run out, and caseloads that have crossed a bound of the norm.

alter table staff_step add column warn_from date,
  add constraint staff_step_warn_from_of_end check (warn_from is null or until is not null and warn_from <= until);
comment on column staff_step.warn_from is 'From when a certificate is said to run out: so many days before its last one, by the policy of the day it was recorded';

create table staffing_crossing (
  division bigint not null,
  month date not null,
  before integer not null,
  persons integer not null,
  bound integer not null,
  opens date not null,
  seen_on date,
  seen_by bigint,
  constraint staffing_crossing_pkey primary key (division, month),
  constraint staffing_crossing_seen_by_fkey foreign key (seen_by) references account (id),
  constraint staffing_crossing_seen_whole check ((seen_on is null) = (seen_by is null))
);
comment on table staffing_crossing is 'Villages whose caseload has crossed a bound of the staffing norm since the end of the month before; worked out from case_month, but for who has looked at it';

alter table staffing_crossing enable row level security;
alter table staffing_crossing force row level security;
create policy staffing_crossing_in_scope on staffing_crossing using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

grant select, insert, update, delete on staffing_crossing to xinsheng_app;
