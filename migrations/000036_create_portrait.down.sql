drop table portrait;
