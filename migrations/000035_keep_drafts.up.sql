-- What somebody has typed into a form and not saved yet.

create table draft (
  account bigint not null,
  posting bigint not null,
  form text not null,
  case_id uuid,
  form_key uuid,
  page text not null,
  sealed bytea not null,
  saved_at timestamptz not null,
  sent_at timestamptz,
  ends_at timestamptz not null,
  constraint draft_pkey primary key (account, posting, form),
  constraint draft_account_fkey foreign key (account) references account (id),
  constraint draft_form_short check (length(form) <= 600 and length(page) <= 600)
);
create index draft_ends_at_idx on draft (ends_at);
comment on table draft is 'What an account has typed into a form under a posting (0: none) and not saved yet, sealed. The newest takes the place of the one before';
comment on column draft.form is 'The form by its address, and what tells it from others there; no name and no number of a person';
comment on column draft.case_id is 'The case the address names; not bound to case_file, since an address may name what is not there';
comment on column draft.form_key is 'The key the form would give its fact: once there is such a fact, nothing of the draft is left to do';
comment on column draft.page is 'Address of the page the form stands on';
comment on column draft.sent_at is 'When it was sent after its session had ended; null for a draft that was only kept';

-- A draft is its account''s alone. The program itself counts them when somebody asks for a page (account 1) and removes those that have ended (account 2).
alter table draft enable row level security;
alter table draft force row level security;
create policy draft_own on draft using (nullif(current_setting('xinsheng.account', true), '')::bigint in (account, 1, 2))
  with check (account = nullif(current_setting('xinsheng.account', true), '')::bigint);

grant select, insert, update, delete on draft to xinsheng_app;
