revoke update (withdrawn_at, withdrawn_by, withdrawn_reason) on policy_version from xinsheng_app;
drop index policy_version_effective_unique;
delete from policy_version where withdrawn_at is not null;
alter table policy_version add constraint policy_version_effective_unique unique (effective);
alter table policy_version
  drop constraint policy_version_withdrawn_whole,
  drop constraint policy_version_withdrawn_by_fkey,
  drop column withdrawn_at,
  drop column withdrawn_by,
  drop column withdrawn_reason;
