alter table case_summary drop column answerable_since;
drop table case_worker;
drop table handover;
