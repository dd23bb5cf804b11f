drop table periodic_return_step;
drop table periodic_return;
drop table return_start;
