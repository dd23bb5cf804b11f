-- Photos and scans of facts. The bytes lie outside the database, sealed, under the SHA-256 of what lies there (package blob); a row says what
-- they are and whose. Rows are never changed or deleted: what was attached by mistake is voided with a reason.

create table attachment (
  id uuid not null,
  case_id uuid not null,
  fact_id uuid not null,
  label text not null,
  media_type text not null,
  size integer not null,
  width integer,
  height integer,
  source_hash bytea not null,
  content text not null,
  thumbnail text,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint attachment_pkey primary key (id),
  constraint attachment_in_case unique (id, case_id),
  constraint attachment_fact_fkey foreign key (fact_id, case_id) references fact (id, case_id),
  constraint attachment_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint attachment_posting_fkey foreign key (posting) references posting (id),
  constraint attachment_label_short check (length(label) <= 100),
  constraint attachment_type_known check (media_type in ('image/jpeg', 'application/pdf')),
  constraint attachment_size_sane check (size > 0),
  constraint attachment_image_measured check ((media_type = 'image/jpeg') = (width > 0 and height > 0 and thumbnail is not null)),
  constraint attachment_source_hash_length check (length(source_hash) = 32),
  constraint attachment_content_name check (content ~ '^[0-9a-f]{64}$'),
  constraint attachment_thumbnail_name check (thumbnail ~ '^[0-9a-f]{64}$')
);
create index attachment_case_idx on attachment (case_id, recorded_at);
create index attachment_fact_idx on attachment (fact_id, case_id);
comment on table attachment is 'A photo or scan of a fact. Images are written anew as JPEG; a PDF is kept as it was sent';
comment on column attachment.label is 'What the file was called, cleaned; only shown, never a path';
comment on column attachment.size is 'Bytes of what is shown, before sealing';
comment on column attachment.source_hash is 'SHA-256 of the file as it was sent, so that the same file is attached to a fact once';
comment on column attachment.content is 'Name of the sealed bytes: their SHA-256';
comment on column attachment.thumbnail is 'Name of the sealed thumbnail of an image';

create table attachment_void (
  attachment_id uuid not null,
  case_id uuid not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint attachment_void_pkey primary key (attachment_id),
  constraint attachment_void_attachment_fkey foreign key (attachment_id, case_id) references attachment (id, case_id),
  constraint attachment_void_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint attachment_void_posting_fkey foreign key (posting) references posting (id),
  constraint attachment_void_reason_present check (length(reason) between 1 and 300)
);
create index attachment_void_case_idx on attachment_void (case_id);
comment on table attachment_void is 'An attachment taken back, with the reason';

alter table attachment enable row level security;
alter table attachment force row level security;
create policy attachment_open on attachment using (exists (select from case_access a where a.case_id = attachment.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

alter table attachment_void enable row level security;
alter table attachment_void force row level security;
create policy attachment_void_open on attachment_void using (exists (select from case_access a where a.case_id = attachment_void.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on attachment, attachment_void to xinsheng_app;
