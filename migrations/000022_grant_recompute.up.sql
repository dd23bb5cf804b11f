-- A change of the calendar or of the demonstration's day makes every case due to be computed again.
grant update (recompute_on) on case_summary to xinsheng_app;
