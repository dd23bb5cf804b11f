drop table recompute_run, what_if_case, what_if, policy_plan;
