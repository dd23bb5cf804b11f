-- Issued papers are served, each service a fact of its own; the decision and the discharge notice have theirs already (ADR 2301).
create table fact_paper_service (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'paper_service',
  of uuid not null,
  number text,
  "to" text not null,
  how text,
  refused boolean,
  receiver text,
  relation text,
  witness text,
  place text,
  served_by text[],
  note text,
  constraint fact_paper_service_pkey primary key (fact_id),
  constraint fact_paper_service_kind_own check (kind = 'paper_service'),
  constraint fact_paper_service_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_paper_service_paper_fkey foreign key (of, case_id) references paper (id, case_id),
  constraint fact_paper_service_to_known check ("to" in ('person', 'family', 'other')),
  constraint fact_paper_service_how_known check (how in ('direct', 'left', 'post', 'notice'))
);
create index fact_paper_service_of_idx on fact_paper_service (of);
comment on table fact_paper_service is 'What a fact of kind paper_service says beyond its day (rehab.PaperService)';
comment on column fact_paper_service.of is 'The paper that was served';
alter table fact_paper_service enable row level security;
alter table fact_paper_service force row level security;
create policy fact_paper_service_open on fact_paper_service using (exists (select from case_access a where a.case_id = fact_paper_service.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
grant select, insert on fact_paper_service to xinsheng_app;

create or replace view fact_whole with (security_invoker = true) as
  select f.id, f.case_id, f.kind, f.date, f.recorded_at, f.recorded_by, f.posting,
    coalesce(jsonb_strip_nulls(case f.kind
      when 'screening' then (select to_jsonb(d) from fact_screening d where d.fact_id = f.id)
      when 'decision' then (select to_jsonb(d) from fact_decision d where d.fact_id = f.id)
      when 'service' then (select to_jsonb(d) from fact_service d where d.fact_id = f.id)
      when 'report_in' then (select to_jsonb(d) from fact_report_in d where d.fact_id = f.id)
      when 'good_cause' then (select to_jsonb(d) from fact_good_cause d where d.fact_id = f.id)
      when 'moved_in' then (select to_jsonb(d) from fact_moved_in d where d.fact_id = f.id)
      when 'carried_in' then (select to_jsonb(d) from fact_carried_in d where d.fact_id = f.id)
      when 'agreement' then (select to_jsonb(d) from fact_agreement d where d.fact_id = f.id)
      when 'working_group' then (select to_jsonb(d) from fact_working_group d where d.fact_id = f.id)
      when 'help_plan' then (select to_jsonb(d) from fact_help_plan d where d.fact_id = f.id)
      when 'test' then (select to_jsonb(d) from fact_test d where d.fact_id = f.id)
      when 'test_details' then (select to_jsonb(d) from fact_test_details d where d.fact_id = f.id)
      when 'objection' then (select to_jsonb(d) from fact_objection d where d.fact_id = f.id)
      when 'lab_result' then (select to_jsonb(d) from fact_lab_result d where d.fact_id = f.id)
      when 'recheck_result' then (select to_jsonb(d) from fact_recheck_result d where d.fact_id = f.id)
      when 'excuse_window' then (select to_jsonb(d) from fact_excuse_window d where d.fact_id = f.id)
      when 'resolution' then (select to_jsonb(d) from fact_resolution d where d.fact_id = f.id)
      when 'contact' then (select to_jsonb(d) from fact_contact d where d.fact_id = f.id)
      when 'risk' then (select to_jsonb(d) from fact_risk d where d.fact_id = f.id)
      when 'leave' then (select to_jsonb(d) from fact_leave d where d.fact_id = f.id)
      when 'leave_decision' then (select to_jsonb(d) from fact_leave_decision d where d.fact_id = f.id)
      when 'leave_extension' then (select to_jsonb(d) from fact_leave_extension d where d.fact_id = f.id)
      when 'leave_extension_request' then (select to_jsonb(d) from fact_leave_extension_request d where d.fact_id = f.id)
      when 'leave_extension_refusal' then (select to_jsonb(d) from fact_leave_extension_refusal d where d.fact_id = f.id)
      when 'leave_return' then (select to_jsonb(d) from fact_leave_return d where d.fact_id = f.id)
      when 'departure' then (select to_jsonb(d) from fact_departure d where d.fact_id = f.id)
      when 'departure_return' then (select to_jsonb(d) from fact_departure_return d where d.fact_id = f.id)
      when 'admonition' then (select to_jsonb(d) from fact_admonition d where d.fact_id = f.id)
      when 'warning' then (select to_jsonb(d) from fact_warning d where d.fact_id = f.id)
      when 'police_report' then (select to_jsonb(d) from fact_police_report d where d.fact_id = f.id)
      when 'refusal' then (select to_jsonb(d) from fact_refusal d where d.fact_id = f.id)
      when 'police_outcome' then (select to_jsonb(d) from fact_police_outcome d where d.fact_id = f.id)
      when 'exemption' then (select to_jsonb(d) from fact_exemption d where d.fact_id = f.id)
      when 'lost_contact' then (select to_jsonb(d) from fact_lost_contact d where d.fact_id = f.id)
      when 'contact_restored' then (select to_jsonb(d) from fact_contact_restored d where d.fact_id = f.id)
      when 'suspension' then (select to_jsonb(d) from fact_suspension d where d.fact_id = f.id)
      when 'resumption' then (select to_jsonb(d) from fact_resumption d where d.fact_id = f.id)
      when 'transfer_request' then (select to_jsonb(d) from fact_transfer_request d where d.fact_id = f.id)
      when 'transfer_origin' then (select to_jsonb(d) from fact_transfer_origin d where d.fact_id = f.id)
      when 'transfer_destination' then (select to_jsonb(d) from fact_transfer_destination d where d.fact_id = f.id)
      when 'transfer_police_notified' then (select to_jsonb(d) from fact_transfer_police_notified d where d.fact_id = f.id)
      when 'transfer' then (select to_jsonb(d) from fact_transfer d where d.fact_id = f.id)
      when 'transfer_report_in' then (select to_jsonb(d) from fact_transfer_report_in d where d.fact_id = f.id)
      when 'transfer_receipt' then (select to_jsonb(d) from fact_transfer_receipt d where d.fact_id = f.id)
      when 'transfer_withdrawn' then (select to_jsonb(d) from fact_transfer_withdrawn d where d.fact_id = f.id)
      when 'forward_file' then (select to_jsonb(d) from fact_forward_file d where d.fact_id = f.id)
      when 'phase_opinion' then (select to_jsonb(d) from fact_phase_opinion d where d.fact_id = f.id)
      when 'assessment' then (select to_jsonb(d) from fact_assessment d where d.fact_id = f.id)
      when 'final_assessment' then (select to_jsonb(d) from fact_final_assessment d where d.fact_id = f.id)
      when 'file_to_police' then (select to_jsonb(d) from fact_file_to_police d where d.fact_id = f.id)
      when 'discharge' then (select to_jsonb(d) from fact_discharge d where d.fact_id = f.id)
      when 'discharge_service' then (select to_jsonb(d) from fact_discharge_service d where d.fact_id = f.id)
      when 'discharge_notified' then (select to_jsonb(d) from fact_discharge_notified d where d.fact_id = f.id)
      when 'termination' then (select to_jsonb(d) from fact_termination d where d.fact_id = f.id)
      when 'isolation' then (select to_jsonb(d) from fact_isolation d where d.fact_id = f.id)
      when 'revocation' then (select to_jsonb(d) from fact_revocation d where d.fact_id = f.id)
      when 'returned' then (select to_jsonb(d) from fact_returned d where d.fact_id = f.id)
      when 'paper_service' then (select to_jsonb(d) from fact_paper_service d where d.fact_id = f.id)
      when 'void' then (select to_jsonb(d) from fact_void d where d.fact_id = f.id)
    end) - 'fact_id' - 'case_id' - 'kind', '{}') as body
  from fact f;
