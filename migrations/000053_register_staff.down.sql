drop table staff_step;
drop table staff_post;
drop table staff_member;
