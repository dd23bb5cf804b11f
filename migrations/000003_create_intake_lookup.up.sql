-- The one look past a scope: at intake, by the whole document number only (DOMAIN §2). It answers without any name, and the caller
-- writes the question and its reason into the audit log in the same transaction. The wide settings are put back before it returns.
create function person_known(wanted bytea)
returns table (person_id uuid, open_case uuid, stage text, place bigint, case_count bigint)
language plpgsql volatile set search_path = pg_catalog, public as $$
declare
  scope text := current_setting('xinsheng.scope', true);
  readings text := current_setting('xinsheng.readings', true);
begin
  perform set_config('xinsheng.scope', '{[0,999999999999]}', true), set_config('xinsheng.readings', '{answerable,incoming,stub,police}', true);
  return query
    select p.id, o.case_id, o.stage, o.answerable, (select count(*) from case_file c where c.person_id = p.id)
    from person p
    left join lateral (
      select s.case_id, s.stage, s.answerable from case_summary s
      where s.person_id = p.id and s.exit_day is null limit 1) o on true
    where p.document_index = wanted;
  perform set_config('xinsheng.scope', coalesce(scope, ''), true), set_config('xinsheng.readings', coalesce(readings, ''), true);
end $$;
comment on function person_known is 'Whether the person with this document index is known, whether a case is open, and who answers for it';
