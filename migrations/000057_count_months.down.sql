drop index case_month_moved_idx;
alter table case_month
  drop constraint case_month_report_in_known,
  drop column measure, drop column last_day, drop column on_leave, drop column leave_overdue, drop column moving, drop column breach_open, drop column breach_reached,
  drop column report_in_state, drop column good_cause, drop column assess_due, drop column assess_done, drop column assess_late, drop column opened,
  drop column moved_from, drop column evaded, drop column departed, drop column admonished, drop column phase_finished, drop column phase_passed;
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
