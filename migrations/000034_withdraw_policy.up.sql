-- A version that is not yet in force can be withdrawn; then its day is free for another.
alter table policy_version
  add column withdrawn_at timestamptz,
  add column withdrawn_by bigint,
  add column withdrawn_reason text;
alter table policy_version
  add constraint policy_version_withdrawn_by_fkey foreign key (withdrawn_by) references account (id),
  add constraint policy_version_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3));
alter table policy_version drop constraint policy_version_effective_unique;
create unique index policy_version_effective_unique on policy_version (effective) where withdrawn_at is null;
comment on column policy_version.withdrawn_at is 'When the version was withdrawn, before it came into force; null while it stands';
comment on column policy_version.withdrawn_by is 'Who withdrew it';
comment on column policy_version.withdrawn_reason is 'Why, in words';
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on policy_version to xinsheng_app;
