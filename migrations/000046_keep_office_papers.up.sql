-- Papers of offices: a supervision notice, a periodic return, minutes, a statement of rewards are about no case. Such a paper says what it is about by
-- the id of that thing, who sees it by a division, and to which unit it is addressed.

alter table paper alter column case_id drop not null,
  add column about uuid,
  add column division bigint,
  add column recipient bigint,
  add constraint paper_recipient_fkey foreign key (recipient) references unit (id),
  add constraint paper_of_case_or_office check (
    case when case_id is not null then about is null and division is null and recipient is null
    else fact_id is null and about is not null and division is not null end);
create index paper_about_idx on paper (about) where about is not null;
create index paper_recipient_idx on paper (recipient) where recipient is not null;
comment on table paper is 'A paper about a case, or of an office about no case, as it was issued; its original never changes (DOMAIN 9)';
comment on column paper.case_id is 'The case it is about; none: it is a paper of an office';
comment on column paper.about is 'Of a paper of an office: id of what it is about, a notice, a return, a meeting or a statement';
comment on column paper.division is 'Of a paper of an office: the place whose offices, and those above them, see it';
comment on column paper.recipient is 'Of a paper of an office: the unit it is addressed to, which sees it; none: nobody';

alter table paper_void alter column case_id drop not null,
  add constraint paper_void_of_paper_fkey foreign key (paper_id) references paper (id);
alter table paper_rendition alter column case_id drop not null,
  add constraint paper_rendition_of_paper_fkey foreign key (paper_id) references paper (id);

-- An office sees what lies in its scope; a police station or department, whose place is the county's, only what is addressed to it.
drop policy paper_open on paper;
create policy paper_open on paper using (
  case when case_id is not null
  then exists (select from case_access a where a.case_id = paper.case_id and a.reading in ('answerable', 'incoming', 'police'))
  else 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
      and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)
    or recipient = (select nullif(current_setting('xinsheng.unit', true), '')::bigint)
      and cardinality((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[]) > 0
  end) with check (true);
drop policy paper_void_open on paper_void;
create policy paper_void_open on paper_void using (exists (select from paper p where p.id = paper_void.paper_id)) with check (true);
drop policy paper_rendition_open on paper_rendition;
create policy paper_rendition_open on paper_rendition using (exists (select from paper p where p.id = paper_rendition.paper_id)) with check (true);
