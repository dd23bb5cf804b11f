-- The register of numbers answers by itself who gave a number, when, and about what, so that it stays whole where a case has moved out of sight.
-- It is open to the issuing office and those above it; whoever sees a number sees whether its paper still stands. How numbers read is kept as a
-- history, of which the newest row counts.

alter table document_number
  add column day date,
  add column fact_id uuid,
  add column issued_by bigint,
  add constraint document_number_fact_fkey foreign key (fact_id) references fact (id) deferrable initially deferred,
  add constraint document_number_issued_by_fkey foreign key (issued_by) references account (id);

alter table paper no force row level security;
alter table fact no force row level security;
alter table fact_decision no force row level security;
alter table fact_discharge no force row level security;
update document_number n set day = p.day, fact_id = p.fact_id, issued_by = p.issued_by from paper p where p.id = n.paper_id;
update document_number n set day = f.date, fact_id = f.id
  from (select fact_id, number from fact_decision union all select fact_id, number from fact_discharge) d join fact f on f.id = d.fact_id
  where d.number = n.text and n.fact_id is null;
update document_number set day = (issued_at at time zone 'Asia/Shanghai')::date where day is null;
alter table paper force row level security;
alter table fact force row level security;
alter table fact_decision force row level security;
alter table fact_discharge force row level security;

set constraints all immediate;
alter table document_number alter column day set not null;
create index document_number_day_idx on document_number (day, issuer, kind, year, number);
create index document_number_fact_idx on document_number (fact_id);
comment on column document_number.day is 'The day of the paper';
comment on column document_number.fact_id is 'The fact the paper is about; none when it is about the case as a whole';
comment on column document_number.issued_by is 'Who took the number; unknown of numbers given before papers were kept';

alter table document_number enable row level security;
alter table document_number force row level security;
create policy document_number_in_register on document_number using (issuer in (
  select u.id from unit u where
    'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
      and u.division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
    or u.kind = 'bureau' and 'police' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
      and int8range(u.division, u.division + 1000000) && (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)))
  with check (true);

create policy paper_void_in_register on paper_void for select using (exists (select from document_number n where n.paper_id = paper_void.paper_id));
create policy fact_void_in_register on fact_void for select using (exists (select from document_number n where n.fact_id = fact_void.of));

alter table number_pattern drop constraint number_pattern_unique,
  add column id bigint generated always as identity,
  add constraint number_pattern_pkey primary key (id),
  alter column pattern drop not null;
create index number_pattern_kind_idx on number_pattern (kind, issuer, id);
comment on table number_pattern is 'How the numbers of a kind of paper read, of one issuer or of all: the newest row of each counts; none, or one without a pattern, leaves it to the others';
revoke update, delete on number_pattern from xinsheng_app;
