-- The dossier of 23 slots: how each stands, for lists; scans that belong into a slot and to no fact; and the archiving of a case that is over.

alter table case_summary add column dossier text not null default '', add column dossier_missing integer not null default 0,
  add column dossier_needed integer not null default 0, add column dossier_filed integer not null default 0;
comment on column case_summary.dossier is 'One letter a slot in the order of the checklist: m missing, n needed now, f filed, - not needed';
comment on column case_summary.dossier_missing is 'How many slots are missing; the other two are the same for needed now and filed';
create index case_summary_dossier_idx on case_summary (dossier_missing, dossier_needed, case_id);
grant update (dossier, dossier_missing, dossier_needed, dossier_filed, recompute_on) on case_summary to xinsheng_app;

alter table attachment alter column fact_id drop not null;
alter table attachment add column slot text, add column day date, add column note text not null default '',
  add constraint attachment_case_fkey foreign key (case_id) references case_file (id),
  add constraint attachment_fact_or_slot check ((fact_id is null) = (slot is not null)),
  add constraint attachment_slot_dated check ((slot is null) = (day is null)),
  add constraint attachment_slot_known check (slot in ('decision', 'rules', 'home', 'test_notices', 'activities', 'aid', 'suspension', 'resumption', 'termination', 'approval')),
  add constraint attachment_note_length check (length(note) <= 300);
comment on table attachment is 'A photo or scan of a fact, or of what lies in a slot of the dossier without being one. Images are written anew as JPEG; a PDF is kept as it was sent';
comment on column attachment.slot is 'The slot of the dossier it lies in; null for what is attached to a fact';
comment on column attachment.day is 'The day of what a scan in a slot shows; null for what is attached to a fact';
comment on column attachment.note is 'What a scan in a slot shows, in words';

create table archive (
  id uuid not null,
  case_id uuid not null,
  day date not null,
  archivist text not null,
  place text not null,
  missing text not null,
  reason text,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint archive_pkey primary key (id),
  constraint archive_in_case unique (id, case_id),
  constraint archive_case_fkey foreign key (case_id) references case_file (id),
  constraint archive_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint archive_posting_fkey foreign key (posting) references posting (id),
  constraint archive_archivist_present check (length(archivist) between 1 and 60),
  constraint archive_place_present check (length(place) between 1 and 100),
  constraint archive_reason_length check (length(reason) between 1 and 500),
  constraint archive_missing_reasoned check (missing = '' or reason is not null)
);
create index archive_case_idx on archive (case_id);
comment on table archive is 'A dossier put into the archive after its case was over. Rows are never changed: it is taken out again by a row of archive_void';
comment on column archive.archivist is 'Who took it into the archive';
comment on column archive.place is 'Number of the box or shelf';
comment on column archive.missing is 'The slots that were missing then, their names parted by commas';
comment on column archive.reason is 'Why it was archived although some slots were missing';

create table archive_void (
  archive_id uuid not null,
  case_id uuid not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint archive_void_pkey primary key (archive_id),
  constraint archive_void_archive_fkey foreign key (archive_id, case_id) references archive (id, case_id),
  constraint archive_void_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint archive_void_posting_fkey foreign key (posting) references posting (id),
  constraint archive_void_reason_present check (length(reason) between 1 and 300)
);
create index archive_void_case_idx on archive_void (case_id);
comment on table archive_void is 'A dossier taken out of the archive again, with the reason';

alter table archive enable row level security;
alter table archive force row level security;
create policy archive_open on archive using (exists (select from case_access a where a.case_id = archive.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table archive_void enable row level security;
alter table archive_void force row level security;
create policy archive_void_open on archive_void using (exists (select from case_access a where a.case_id = archive_void.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on archive, archive_void to xinsheng_app;

-- Every case is computed again before the service says it is ready.
alter table case_summary no force row level security;
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
alter table case_summary force row level security;
