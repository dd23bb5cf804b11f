drop table staffing_crossing;
alter table staff_step drop column warn_from;
