drop trigger case_month_changed on case_month;
drop trigger case_month_gone on case_month;
drop trigger case_month_come on case_month;
drop function mark_division_months;
drop table division_month_stale, division_month;
