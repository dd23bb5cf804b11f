alter table obligation drop column phase;
