drop index case_summary_change_idx;
