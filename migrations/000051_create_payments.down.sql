drop table payment_end, payment_line, payment_batch;
alter table reward_hold drop column since, drop column why;
