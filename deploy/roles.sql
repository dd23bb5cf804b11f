-- The two database roles of Xinsheng and their rights on the database this file is run in. May be run again at any time.
--
--   createdb xinsheng
--   psql --dbname xinsheng --file deploy/roles.sql        (as a superuser)
--   psql --dbname xinsheng --command '\password xinsheng_owner' --command '\password xinsheng_app'
--
-- xinsheng_owner owns every table; `xinsheng migrate` and backups run as it. It bypasses row-level security because a dump or a
--   migration that silently leaves out rows would be worse than none.
-- xinsheng_app   is the program. It owns nothing, may do only what a migration grants it table by table, and is always under
--   row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'xinsheng_owner') then
    create role xinsheng_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'xinsheng_app') then
    create role xinsheng_app login;
  end if;
end $$;

alter role xinsheng_owner with nosuperuser nocreatedb nocreaterole noreplication bypassrls;
alter role xinsheng_app with nosuperuser nocreatedb nocreaterole noreplication nobypassrls;

do $$
begin
  execute format('alter database %I owner to xinsheng_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to xinsheng_app', current_database());
  -- Dates of the law are calendar dates and never instants; instants are stored and compared in UTC.
  execute format('alter database %I set timezone to ''UTC''', current_database());
end $$;

alter schema public owner to xinsheng_owner;
revoke all on schema public from public;
grant usage on schema public to xinsheng_app;
