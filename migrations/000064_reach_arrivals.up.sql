-- A worklist reaches the cases that a residence change brings by where it leads.
create index case_summary_change_idx on case_summary (change_to) where change_to is not null;
