-- Which photo on file shows the person. Rows are never changed: the newest one counts, and one without an attachment says that none does.
create table portrait (
  id uuid not null,
  case_id uuid not null,
  attachment_id uuid,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint portrait_pkey primary key (id),
  constraint portrait_case_fkey foreign key (case_id) references case_file (id),
  constraint portrait_attachment_fkey foreign key (attachment_id, case_id) references attachment (id, case_id),
  constraint portrait_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint portrait_posting_fkey foreign key (posting) references posting (id)
);
create index portrait_case_idx on portrait (case_id, recorded_at);
comment on table portrait is 'The photo by which a person is known, chosen among the attachments of their cases; the newest row counts';
comment on column portrait.attachment_id is 'Null: the photo chosen before is not to be shown as the person any more';

alter table portrait enable row level security;
alter table portrait force row level security;
create policy portrait_open on portrait using (exists (select from case_access a where a.case_id = portrait.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on portrait to xinsheng_app;
