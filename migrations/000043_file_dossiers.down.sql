drop table archive_void, archive;
delete from attachment_void where attachment_id in (select id from attachment where slot is not null);
delete from attachment where slot is not null;
alter table attachment drop constraint attachment_case_fkey, drop constraint attachment_fact_or_slot, drop constraint attachment_slot_dated,
  drop constraint attachment_slot_known, drop constraint attachment_note_length, drop column slot, drop column day, drop column note;
alter table attachment alter column fact_id set not null;
comment on table attachment is 'A photo or scan of a fact. Images are written anew as JPEG; a PDF is kept as it was sent';
drop index case_summary_dossier_idx;
revoke update (dossier, dossier_missing, dossier_needed, dossier_filed, recompute_on) on case_summary from xinsheng_app;
alter table case_summary drop column dossier, drop column dossier_missing, drop column dossier_needed, drop column dossier_filed;
