drop table export;
delete from account where id = 5;
