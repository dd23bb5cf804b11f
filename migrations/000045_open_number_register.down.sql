grant update, delete on number_pattern to xinsheng_app;
delete from number_pattern n where pattern is null or exists (select from number_pattern m where m.kind = n.kind and m.issuer is not distinct from n.issuer and m.id > n.id);
alter table number_pattern drop constraint number_pattern_pkey, drop column id, alter column pattern set not null,
  add constraint number_pattern_unique unique nulls not distinct (kind, issuer);
drop index if exists number_pattern_kind_idx;
drop policy fact_void_in_register on fact_void;
drop policy paper_void_in_register on paper_void;
drop policy document_number_in_register on document_number;
alter table document_number no force row level security;
alter table document_number disable row level security;
alter table document_number drop column day, drop column fact_id, drop column issued_by;
