-- Who answers for a case by name. Nobody is written down as long as the village's worker does; a row stands here for each time a township has
-- handed a case to somebody. Who it is now is worked out from the rows, the postings and the day (store/worker.go).
create table handover (
  id uuid not null,
  day date not null,
  township bigint not null,
  worker bigint,
  reason text not null,
  reverts uuid,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null default now(),
  constraint handover_pkey primary key (id),
  constraint handover_worker_fkey foreign key (worker) references account (id),
  constraint handover_reverts_fkey foreign key (reverts) references handover (id),
  constraint handover_reverted_once unique (reverts),
  constraint handover_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint handover_posting_fkey foreign key (posting) references posting (id),
  constraint handover_reason_present check (length(reason) between 1 and 200),
  constraint handover_worker_or_reverts check ((worker is null) = (reverts is not null))
);
create index handover_township_idx on handover (township, recorded_at desc);
comment on table handover is 'One act of handing cases over, by the form that did it; rows are only ever added';
comment on column handover.worker is 'The account that the cases were given to; null where an earlier handover was taken back';
comment on column handover.reverts is 'The handover that was taken back';

create table case_worker (
  id bigint generated always as identity,
  case_id uuid not null,
  division bigint not null,
  handover uuid not null,
  worker bigint,
  before bigint,
  constraint case_worker_pkey primary key (id),
  constraint case_worker_once unique (handover, case_id),
  constraint case_worker_case_fkey foreign key (case_id) references case_file (id),
  constraint case_worker_handover_fkey foreign key (handover) references handover (id),
  constraint case_worker_worker_fkey foreign key (worker) references account (id),
  constraint case_worker_before_fkey foreign key (before) references account (id)
);
create index case_worker_case_idx on case_worker (case_id, division, id desc);
comment on table case_worker is 'Who a case was given to, while that division answers for it; the newest row counts, and rows are only ever added';
comment on column case_worker.division is 'The village answerable at the time; once another one answers, the row no longer counts';
comment on column case_worker.worker is 'Null: nobody by name again, so that the village''s worker answers';
comment on column case_worker.before is 'Who was written down until then, still posted there or not; null for nobody';

alter table handover enable row level security;
alter table handover force row level security;
create policy handover_in_scope on handover using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and township <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table case_worker enable row level security;
alter table case_worker force row level security;
create policy case_worker_open on case_worker using (exists (select from case_access a where a.case_id = case_worker.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on handover, case_worker to xinsheng_app;

-- From when the village has answered: its worker of that day is the case's. Every case is computed again before the service says it is ready.
alter table case_summary add column answerable_since date;
comment on column case_summary.answerable_since is 'From when the division answerable now has answered';
alter table case_summary no force row level security;
update case_summary set recompute_on = computed_on where recompute_on is null or recompute_on > computed_on;
alter table case_summary force row level security;
