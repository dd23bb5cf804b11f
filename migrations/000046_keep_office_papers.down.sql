alter table paper no force row level security;
alter table paper_void no force row level security;
alter table paper_rendition no force row level security;
alter table document_number no force row level security;
delete from paper_void where case_id is null;
delete from paper_rendition where case_id is null;
update document_number set paper_id = null where paper_id in (select id from paper where case_id is null);
set constraints all immediate;
delete from paper where case_id is null;
alter table paper force row level security;
alter table paper_void force row level security;
alter table paper_rendition force row level security;
alter table document_number force row level security;

drop policy paper_rendition_open on paper_rendition;
create policy paper_rendition_open on paper_rendition using (exists (select from case_access a where a.case_id = paper_rendition.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
drop policy paper_void_open on paper_void;
create policy paper_void_open on paper_void using (exists (select from case_access a where a.case_id = paper_void.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
drop policy paper_open on paper;
create policy paper_open on paper using (exists (select from case_access a where a.case_id = paper.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table paper_rendition drop constraint paper_rendition_of_paper_fkey, alter column case_id set not null;
alter table paper_void drop constraint paper_void_of_paper_fkey, alter column case_id set not null;
alter table paper drop constraint paper_of_case_or_office, drop constraint paper_recipient_fkey,
  drop column about, drop column division, drop column recipient, alter column case_id set not null;
comment on table paper is 'A paper about a case as it was issued; its original never changes (DOMAIN 9)';
