drop table notice_file;
drop table notice_step;
drop table notice_item;
drop table notice;
