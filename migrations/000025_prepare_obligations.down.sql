drop index obligation_due_idx;
alter table obligation drop column prepared;
