-- Which phase an assessment is about, so that two of one person can be told apart.
alter table obligation add column phase integer;
comment on column obligation.phase is 'Of a test, a contact or an assessment: the phase it belongs to';

-- Every case is computed again before the service says it is ready.
alter table case_summary no force row level security;
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
alter table case_summary force row level security;
