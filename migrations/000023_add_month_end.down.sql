drop index case_month_figures_idx;
create index case_month_place_idx on case_month (month, division);
delete from case_month where mark = '';
alter table case_month drop column end_phase;
