-- Whether what a decision rests on is on file: a phase is the village's work until its opinion is given, then the lead's to decide.
alter table obligation add column prepared boolean not null default false;
comment on column obligation.prepared is 'What a decision rests on is on file: of a phase assessment, the village''s opinion';
create index obligation_due_idx on obligation (due, case_id);

-- Every case is computed again before the service says it is ready.
alter table case_summary no force row level security;
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
alter table case_summary force row level security;
