drop table attachment_void;
drop table attachment;
