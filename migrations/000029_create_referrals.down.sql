drop table referral_step;
drop table referral;
alter table fact_contact drop column aid_head, drop column aid;
alter table fact_help_plan drop column education;
