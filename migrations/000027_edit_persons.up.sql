-- A person's data is edited with history, a wrong number is corrected and stays findable, and two records of one person are merged, reversibly.

alter table person
  add column guardian_relation text not null default '',
  add column guardian_phone_sealed bytea,
  add column guardian_phone_mask text,
  add column use_history text not null default '',
  add column medication text not null default '',
  add column family text not null default '';
comment on column person.guardian is 'Name of the guardian of a minor; the telephone is sealed like the person''s own';

create table person_link (
  person_id uuid not null,
  root uuid not null,
  constraint person_link_pkey primary key (person_id),
  constraint person_link_person_fkey foreign key (person_id) references person (id),
  constraint person_link_root_fkey foreign key (root) references person (id),
  constraint person_link_not_itself check (person_id <> root)
);
create index person_link_root_idx on person_link (root);
comment on table person_link is 'To which record a merged record leads now; follows from the merges that stand. Keys only, nothing of anybody, so every policy may read it';

create table person_merge (
  id uuid not null,
  from_person uuid not null,
  into_person uuid not null,
  reason text not null,
  merged_at timestamptz not null,
  merged_by bigint not null,
  posting bigint,
  undone_at timestamptz,
  undone_by bigint,
  undone_posting bigint,
  undone_reason text,
  constraint person_merge_pkey primary key (id),
  constraint person_merge_from_fkey foreign key (from_person) references person (id),
  constraint person_merge_into_fkey foreign key (into_person) references person (id),
  constraint person_merge_merged_by_fkey foreign key (merged_by) references account (id),
  constraint person_merge_posting_fkey foreign key (posting) references posting (id),
  constraint person_merge_undone_by_fkey foreign key (undone_by) references account (id),
  constraint person_merge_undone_posting_fkey foreign key (undone_posting) references posting (id),
  constraint person_merge_not_itself check (from_person <> into_person),
  constraint person_merge_reasoned check (reason <> ''),
  constraint person_merge_undone_whole check (num_nulls(undone_at, undone_by, undone_reason) in (0, 3))
);
create unique index person_merge_standing_unique on person_merge (from_person) where undone_at is null;
create index person_merge_into_idx on person_merge (into_person);
comment on table person_merge is 'That two records are of one person. Both records and the cases opened for each stay as they are; undoing it leaves no trace but this row';

create table person_change (
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  version integer not null,
  reason text not null default '',
  reported_on date,
  content_hash bytea not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint person_change_pkey primary key (id),
  constraint person_change_person_fkey foreign key (person_id) references person (id),
  constraint person_change_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint person_change_posting_fkey foreign key (posting) references posting (id),
  constraint person_change_kind_known check (kind in ('edit', 'document', 'intake')),
  constraint person_change_document_reasoned check (kind <> 'document' or reason <> '')
);
create index person_change_person_idx on person_change (person_id, version);
comment on table person_change is 'One change of a person''s data: who, when, why. Never changed, never deleted';
comment on column person_change.id is 'The key the form carried, so that the same form sent twice is one change';
comment on column person_change.version is 'Version of the person after the change';
comment on column person_change.reported_on is 'Day on which the person reported a change of address or telephone';

create table person_change_field (
  change_id uuid not null,
  field text not null,
  before text not null,
  after text not null,
  before_sealed bytea,
  after_sealed bytea,
  constraint person_change_field_pkey primary key (change_id, field),
  constraint person_change_field_change_fkey foreign key (change_id) references person_change (id)
);
comment on table person_change_field is 'What a field said before and after a change; of numbers the mask, with the number itself sealed beside it';

create table person_number_key (
  person_id uuid not null,
  kind text not null,
  key bytea not null,
  constraint person_number_key_pkey primary key (person_id, kind, key),
  constraint person_number_key_person_fkey foreign key (person_id) references person (id),
  constraint person_number_key_kind_known check (kind in ('document', 'former_document', 'phone', 'merged'))
);
create index person_number_key_idx on person_number_key (key);
comment on table person_number_key is 'Blind indexes of every number by which a person is found: the document and telephone of today, documents corrected since, and those of records merged into this one';

alter table person_name_key add column own boolean not null default true;
alter table person_name_key drop constraint person_name_key_pkey;
alter table person_name_key add constraint person_name_key_pkey primary key (person_id, key, own);
comment on column person_name_key.own is 'False for keys of a record merged into this one';

alter table person no force row level security;
insert into person_number_key (person_id, kind, key) select id, 'document', document_index from person;
insert into person_number_key (person_id, kind, key) select id, 'phone', phone_index from person where phone_index is not null;
alter table person force row level security;
drop index person_phone_idx;

-- Who sees a case sees the person it was opened for and, after a merge, the record that now speaks for that person.
drop policy person_open on person;
create policy person_open on person using (
  exists (select from case_file c join case_access a on a.case_id = c.id
    where c.person_id = person.id and a.reading in ('answerable', 'incoming', 'police'))
  or exists (select from person_link l join case_file c on c.person_id = l.person_id join case_access a on a.case_id = c.id
    where l.root = person.id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

drop policy person_name_key_open on person_name_key;
create policy person_name_key_open on person_name_key using (
  exists (select from case_file c join case_access a on a.case_id = c.id
    where c.person_id = person_name_key.person_id and a.reading in ('answerable', 'incoming', 'police'))
  or exists (select from person_link l join case_file c on c.person_id = l.person_id join case_access a on a.case_id = c.id
    where l.root = person_name_key.person_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table person_number_key enable row level security;
alter table person_number_key force row level security;
create policy person_number_key_open on person_number_key using (
  exists (select from case_file c join case_access a on a.case_id = c.id
    where c.person_id = person_number_key.person_id and a.reading in ('answerable', 'incoming', 'police'))
  or exists (select from person_link l join case_file c on c.person_id = l.person_id join case_access a on a.case_id = c.id
    where l.root = person_number_key.person_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table person_merge enable row level security;
alter table person_merge force row level security;
create policy person_merge_open on person_merge using (exists (select from person p where p.id = person_merge.into_person)) with check (true);

alter table person_change enable row level security;
alter table person_change force row level security;
create policy person_change_open on person_change using (exists (select from person p where p.id = person_change.person_id)) with check (true);

alter table person_change_field enable row level security;
alter table person_change_field force row level security;
create policy person_change_field_open on person_change_field using (exists (select from person_change c where c.id = person_change_field.change_id)) with check (true);

grant select, insert on person_merge, person_change, person_change_field to xinsheng_app;
grant update (undone_at, undone_by, undone_posting, undone_reason) on person_merge to xinsheng_app;
grant select, insert, update, delete on person_link to xinsheng_app;
grant select, insert, delete on person_number_key to xinsheng_app;
grant update (person_id) on case_summary to xinsheng_app;

-- The look past a scope now also knows numbers that were corrected and records that were merged: person_id is the record the number
-- belongs to, root the one that speaks for the person. It says besides which of the fields a decision needs are still empty.
drop function person_known(bytea);
create function person_known(wanted bytea)
returns table (person_id uuid, root uuid, former boolean, open_case uuid, stage text, place bigint, case_count bigint,
  lacks_work boolean, lacks_registered boolean, lacks_actual boolean)
language plpgsql volatile set search_path = pg_catalog, public as $$
declare
  scope text := current_setting('xinsheng.scope', true);
  readings text := current_setting('xinsheng.readings', true);
begin
  perform set_config('xinsheng.scope', '{[0,999999999999]}', true), set_config('xinsheng.readings', '{answerable,incoming,stub,police}', true);
  return query
    with hit as (
      select p.id, false as was from person p where p.document_index = wanted
      union all
      select k.person_id, true from person_number_key k where k.key = wanted and k.kind = 'former_document'
        and not exists (select from person p where p.document_index = wanted)
      order by 2, 1 desc limit 1
    ), whole as (
      select h.id, coalesce(l.root, h.id) as main, h.was from hit h left join person_link l on l.person_id = h.id
    )
    select w.id, w.main, w.was, o.case_id, o.stage, o.answerable, (select count(*) from case_summary s where s.person_id = w.main),
      r.work = '', r.registered_address = '', r.actual_address = ''
    from whole w join person r on r.id = w.main
    left join lateral (
      select s.case_id, s.stage, s.answerable from case_summary s
      where s.person_id = w.main and s.exit_day is null limit 1) o on true;
  perform set_config('xinsheng.scope', coalesce(scope, ''), true), set_config('xinsheng.readings', coalesce(readings, ''), true);
end $$;
comment on function person_known is 'Whether the person with this document index is known, whether a case is open, and who answers for it';
