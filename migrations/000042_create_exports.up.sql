-- Exports: files that take longer to make than a page may, made by a job and kept for a few days for whoever asked for them.

insert into account (id, login, name, password_hash, is_system) values (5, 'system.jobs', '后台任务', '!', true);

create table export (
  id uuid not null,
  account bigint not null,
  posting bigint not null,
  kind text not null,
  about text not null,
  params jsonb not null,
  language text not null,
  state text not null default 'waiting',
  done integer not null default 0,
  total integer not null default 0,
  failure text,
  file_name text,
  media_type text,
  file_size bigint,
  file_sha256 text,
  content text,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz not null,
  constraint export_pkey primary key (id),
  constraint export_account_fkey foreign key (account) references account (id),
  constraint export_posting_fkey foreign key (posting) references posting (id),
  constraint export_kind_form check (kind ~ '^[a-z][a-z_]{1,39}$'),
  constraint export_about_short check (length(about) <= 100),
  constraint export_language_known check (language in ('zh-CN', 'en')),
  constraint export_state_known check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  constraint export_progress_sane check (done between 0 and total),
  constraint export_failed_why check ((state = 'failed') = (failure is not null)),
  constraint export_over_when check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  constraint export_done_whole check ((state = 'done') = (content is not null) and (state = 'done') = (file_name is not null) and (state = 'done') = (media_type is not null)
    and (state = 'done') = (file_size is not null) and (state = 'done') = (file_sha256 is not null)),
  constraint export_content_name check (content ~ '^[0-9a-f]{64}$'),
  constraint export_file_sha256_form check (file_sha256 ~ '^[0-9a-f]{64}$')
);
create index export_account_idx on export (account, posting, created_at desc);
create index export_expires_at_idx on export (expires_at);
comment on table export is 'A file somebody asked for, under one posting, that a job makes. Gone when it expires';
comment on column export.kind is 'What is made: dossier_pdf, papers_batch and so on; each has a maker in the program';
comment on column export.about is 'What it is of, in words, for its owner''s list: a village and month, a person';
comment on column export.params is 'What its maker needs: keys only';
comment on column export.failure is 'Why there is no file: a code the catalogue knows';
comment on column export.file_sha256 is 'SHA-256 of the file as it is downloaded';
comment on column export.content is 'Name of the sealed bytes: their SHA-256 (package blob)';

-- An export is its account''s alone, whatever the role; and the program''s own: to make it (5), to remove it (2), to compare it with its bytes (3).
alter table export enable row level security;
alter table export force row level security;
create policy export_own on export using (nullif(current_setting('xinsheng.account', true), '')::bigint in (account, 5, 2, 3))
  with check (nullif(current_setting('xinsheng.account', true), '')::bigint in (account, 5));

grant select, insert, update, delete on export to xinsheng_app;
