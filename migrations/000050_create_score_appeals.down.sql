drop table score_appeal_step;
drop table score_appeal;
