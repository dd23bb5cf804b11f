delete from recompute_run where cause = 'units';
alter table recompute_run drop constraint recompute_run_cause_known;
alter table recompute_run add constraint recompute_run_cause_known check (cause in ('policy_published', 'policy_withdrawn', 'calendar'));
drop function unit_successor(bigint, date);
drop function unit_predecessors(bigint, date);
drop table unit_succession, unit_name;
