-- A case has a row for every month from its first fact to its exit, not only for the months of the tracker, and says how it stood at the month's end.
alter table case_month add column end_phase integer not null default 0;
comment on column case_month.stage is 'At the month''s end; in the present month: today';
comment on column case_month.phase is 'Phase to which the month''s cell belongs; 0 outside the months of the tracker';
comment on column case_month.end_phase is 'Phase in which the month''s last day lies, in the present month today; 0 outside the phases';
create index case_month_figures_idx on case_month (month, division, case_id);
drop index case_month_place_idx;
update case_summary set recompute_on = computed_on;
