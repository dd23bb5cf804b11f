-- What each kind of fact says beyond its day: one table per kind, its columns the field names of the kind's struct in package rehab, so that
-- one registry serves the store and the JSON of `xinsheng track`. Rows are written by jsonb_populate_record and read through fact_whole.
-- Optional fields are null when not said.

create table fact_screening (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'screening',
  conclusion text not null,
  family text,
  family_text text,
  health text,
  health_text text,
  living text,
  living_text text,
  mind text,
  mind_text text,
  note text,
  constraint fact_screening_pkey primary key (fact_id),
  constraint fact_screening_kind_own check (kind = 'screening'),
  constraint fact_screening_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_screening_conclusion_known check (conclusion in ('fit', 'unfit')),
  constraint fact_screening_family_known check (family in ('good', 'fair', 'poor')),
  constraint fact_screening_health_known check (health in ('good', 'fair', 'poor')),
  constraint fact_screening_living_known check (living in ('good', 'fair', 'poor')),
  constraint fact_screening_mind_known check (mind in ('good', 'fair', 'poor'))
);
comment on table fact_screening is 'What a fact of kind screening says beyond its day (rehab.Screening)';

create table fact_decision (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'decision',
  credit_days integer,
  place text,
  number text,
  facts_found text,
  evidence text,
  legal_basis text,
  issued_by text,
  drafted_by text,
  approved_by text,
  constraint fact_decision_pkey primary key (fact_id),
  constraint fact_decision_kind_own check (kind = 'decision'),
  constraint fact_decision_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_decision_place_digits check (place ~ '^[0-9]{12}$'),
  constraint fact_decision_issued_by_digits check (issued_by ~ '^[0-9]{12}$')
);
comment on table fact_decision is 'What a fact of kind decision says beyond its day (rehab.Decision)';

create table fact_service (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'service',
  "to" text not null,
  how text,
  receiver text,
  relation text,
  served_by text,
  constraint fact_service_pkey primary key (fact_id),
  constraint fact_service_kind_own check (kind = 'service'),
  constraint fact_service_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_service_to_known check ("to" in ('person', 'family', 'township')),
  constraint fact_service_how_known check (how in ('direct', 'left', 'notice'))
);
comment on table fact_service is 'What a fact of kind service says beyond its day (rehab.Service)';

create table fact_report_in (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'report_in',
  village text not null,
  place text,
  note text,
  constraint fact_report_in_pkey primary key (fact_id),
  constraint fact_report_in_kind_own check (kind = 'report_in'),
  constraint fact_report_in_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_report_in_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_report_in is 'What a fact of kind report_in says beyond its day (rehab.ReportIn)';

create table fact_good_cause (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'good_cause',
  until date not null,
  reason text,
  constraint fact_good_cause_pkey primary key (fact_id),
  constraint fact_good_cause_kind_own check (kind = 'good_cause'),
  constraint fact_good_cause_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_good_cause is 'What a fact of kind good_cause says beyond its day (rehab.GoodCause)';

create table fact_moved_in (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'moved_in',
  first_report_in date not null,
  village text not null,
  from_unit text,
  papers text,
  constraint fact_moved_in_pkey primary key (fact_id),
  constraint fact_moved_in_kind_own check (kind = 'moved_in'),
  constraint fact_moved_in_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_moved_in_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_moved_in is 'What a fact of kind moved_in says beyond its day (rehab.MovedIn)';

create table fact_carried_in (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'carried_in',
  until date not null,
  tests_done integer,
  tests_missed integer,
  evasions integer,
  departures integer,
  unauthorised_days integer,
  note text,
  constraint fact_carried_in_pkey primary key (fact_id),
  constraint fact_carried_in_kind_own check (kind = 'carried_in'),
  constraint fact_carried_in_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_carried_in is 'What a fact of kind carried_in says beyond its day (rehab.CarriedIn)';

create table fact_agreement (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'agreement',
  measures text,
  guardian text,
  signed_by text,
  note text,
  constraint fact_agreement_pkey primary key (fact_id),
  constraint fact_agreement_kind_own check (kind = 'agreement'),
  constraint fact_agreement_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_agreement is 'What a fact of kind agreement says beyond its day (rehab.Agreement)';

create table fact_working_group (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'working_group',
  worker text[],
  police text[],
  medic text[],
  family text[],
  volunteer text[],
  note text,
  constraint fact_working_group_pkey primary key (fact_id),
  constraint fact_working_group_kind_own check (kind = 'working_group'),
  constraint fact_working_group_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_working_group is 'What a fact of kind working_group says beyond its day (rehab.WorkingGroup)';

create table fact_help_plan (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'help_plan',
  counselling text,
  skills text,
  medical text,
  other text,
  constraint fact_help_plan_pkey primary key (fact_id),
  constraint fact_help_plan_kind_own check (kind = 'help_plan'),
  constraint fact_help_plan_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_help_plan is 'What a fact of kind help_plan says beyond its day (rehab.HelpPlan)';

create table fact_test (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'test',
  result text not null,
  good_cause boolean,
  entered date,
  reason text,
  source text,
  method text,
  place text,
  mop text,
  met text,
  ket text,
  mdma text,
  thc text,
  coc text,
  collector_a text,
  collector_b text,
  specimen text,
  seal_a text,
  seal_b text,
  elsewhere_unit text,
  accepted_by text,
  constraint fact_test_pkey primary key (fact_id),
  constraint fact_test_kind_own check (kind = 'test'),
  constraint fact_test_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_test_result_known check (result in ('negative', 'positive', 'invalid', 'refused', 'absent')),
  constraint fact_test_method_known check (method in ('strip', 'laboratory', 'saliva', 'hair')),
  constraint fact_test_mop_known check (mop in ('negative', 'positive', 'not_tested')),
  constraint fact_test_met_known check (met in ('negative', 'positive', 'not_tested')),
  constraint fact_test_ket_known check (ket in ('negative', 'positive', 'not_tested')),
  constraint fact_test_mdma_known check (mdma in ('negative', 'positive', 'not_tested')),
  constraint fact_test_thc_known check (thc in ('negative', 'positive', 'not_tested')),
  constraint fact_test_coc_known check (coc in ('negative', 'positive', 'not_tested')),
  constraint fact_test_accepted_by_digits check (accepted_by ~ '^[0-9]{12}$')
);
comment on table fact_test is 'What a fact of kind test says beyond its day (rehab.DrugTest)';

create table fact_lab_result (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'lab_result',
  of uuid not null,
  result text not null,
  laboratory text,
  number text,
  constraint fact_lab_result_pkey primary key (fact_id),
  constraint fact_lab_result_kind_own check (kind = 'lab_result'),
  constraint fact_lab_result_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_lab_result_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_lab_result_result_known check (result in ('negative', 'positive', 'invalid', 'refused', 'absent'))
);
comment on table fact_lab_result is 'What a fact of kind lab_result says beyond its day (rehab.LabResult)';

create table fact_recheck_result (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'recheck_result',
  of uuid not null,
  result text not null,
  laboratory text,
  number text,
  constraint fact_recheck_result_pkey primary key (fact_id),
  constraint fact_recheck_result_kind_own check (kind = 'recheck_result'),
  constraint fact_recheck_result_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_recheck_result_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_recheck_result_result_known check (result in ('negative', 'positive', 'invalid', 'refused', 'absent'))
);
comment on table fact_recheck_result is 'What a fact of kind recheck_result says beyond its day (rehab.RecheckResult)';

create table fact_excuse_window (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'excuse_window',
  "window" text not null,
  reason text,
  constraint fact_excuse_window_pkey primary key (fact_id),
  constraint fact_excuse_window_kind_own check (kind = 'excuse_window'),
  constraint fact_excuse_window_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_excuse_window_window_month check ("window" ~ '^[0-9]{4}-[0-9]{2}$')
);
comment on table fact_excuse_window is 'What a fact of kind excuse_window says beyond its day (rehab.ExcuseWindow)';

create table fact_resolution (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'resolution',
  of text not null,
  note text,
  constraint fact_resolution_pkey primary key (fact_id),
  constraint fact_resolution_kind_own check (kind = 'resolution'),
  constraint fact_resolution_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_resolution is 'What a fact of kind resolution says beyond its day (rehab.Resolution)';

create table fact_contact (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'contact',
  type text not null,
  place text,
  staff text,
  with_whom text,
  content text,
  mood text,
  work text,
  next_step text,
  constraint fact_contact_pkey primary key (fact_id),
  constraint fact_contact_kind_own check (kind = 'contact'),
  constraint fact_contact_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_contact_type_known check (type in ('report', 'visit', 'talk'))
);
comment on table fact_contact is 'What a fact of kind contact says beyond its day (rehab.Contact)';

create table fact_risk (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'risk',
  level text not null,
  reason text,
  constraint fact_risk_pkey primary key (fact_id),
  constraint fact_risk_kind_own check (kind = 'risk'),
  constraint fact_risk_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_risk_level_known check (level in ('high', 'medium', 'low'))
);
comment on table fact_risk is 'What a fact of kind risk says beyond its day (rehab.Risk)';

create table fact_leave (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'leave',
  "from" date not null,
  until date not null,
  "to" text,
  reason text,
  contact text,
  constraint fact_leave_pkey primary key (fact_id),
  constraint fact_leave_kind_own check (kind = 'leave'),
  constraint fact_leave_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_leave is 'What a fact of kind leave says beyond its day (rehab.Leave)';

create table fact_leave_decision (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'leave_decision',
  of uuid not null,
  agreed boolean not null,
  reason text,
  constraint fact_leave_decision_pkey primary key (fact_id),
  constraint fact_leave_decision_kind_own check (kind = 'leave_decision'),
  constraint fact_leave_decision_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_leave_decision_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_leave_decision is 'What a fact of kind leave_decision says beyond its day (rehab.LeaveDecision)';

create table fact_leave_extension (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'leave_extension',
  of uuid not null,
  until date not null,
  reason text,
  constraint fact_leave_extension_pkey primary key (fact_id),
  constraint fact_leave_extension_kind_own check (kind = 'leave_extension'),
  constraint fact_leave_extension_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_leave_extension_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_leave_extension is 'What a fact of kind leave_extension says beyond its day (rehab.LeaveExtension)';

create table fact_leave_return (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'leave_return',
  of uuid not null,
  note text,
  constraint fact_leave_return_pkey primary key (fact_id),
  constraint fact_leave_return_kind_own check (kind = 'leave_return'),
  constraint fact_leave_return_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_leave_return_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_leave_return is 'What a fact of kind leave_return says beyond its day (rehab.LeaveReturn)';

create table fact_departure (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'departure',
  "to" text,
  note text,
  constraint fact_departure_pkey primary key (fact_id),
  constraint fact_departure_kind_own check (kind = 'departure'),
  constraint fact_departure_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_departure is 'What a fact of kind departure says beyond its day (rehab.Departure)';

create table fact_departure_return (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'departure_return',
  of uuid not null,
  note text,
  constraint fact_departure_return_pkey primary key (fact_id),
  constraint fact_departure_return_kind_own check (kind = 'departure_return'),
  constraint fact_departure_return_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_departure_return_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_departure_return is 'What a fact of kind departure_return says beyond its day (rehab.DepartureReturn)';

create table fact_admonition (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'admonition',
  of text,
  number text,
  text text,
  constraint fact_admonition_pkey primary key (fact_id),
  constraint fact_admonition_kind_own check (kind = 'admonition'),
  constraint fact_admonition_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_admonition is 'What a fact of kind admonition says beyond its day (rehab.Admonition)';

create table fact_warning (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'warning',
  of text,
  number text,
  text text,
  constraint fact_warning_pkey primary key (fact_id),
  constraint fact_warning_kind_own check (kind = 'warning'),
  constraint fact_warning_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_warning is 'What a fact of kind warning says beyond its day (rehab.Warning)';

create table fact_police_report (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'police_report',
  of text,
  number text,
  note text,
  constraint fact_police_report_pkey primary key (fact_id),
  constraint fact_police_report_kind_own check (kind = 'police_report'),
  constraint fact_police_report_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_police_report is 'What a fact of kind police_report says beyond its day (rehab.PoliceReport)';

create table fact_refusal (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'refusal',
  reason text,
  constraint fact_refusal_pkey primary key (fact_id),
  constraint fact_refusal_kind_own check (kind = 'refusal'),
  constraint fact_refusal_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_refusal is 'What a fact of kind refusal says beyond its day (rehab.Refusal)';

create table fact_police_outcome (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'police_outcome',
  of text not null,
  outcome text not null,
  reason text,
  constraint fact_police_outcome_pkey primary key (fact_id),
  constraint fact_police_outcome_kind_own check (kind = 'police_outcome'),
  constraint fact_police_outcome_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_police_outcome_outcome_known check (outcome in ('continue', 'isolation'))
);
comment on table fact_police_outcome is 'What a fact of kind police_outcome says beyond its day (rehab.PoliceOutcome)';

create table fact_exemption (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'exemption',
  ground text,
  until date,
  constraint fact_exemption_pkey primary key (fact_id),
  constraint fact_exemption_kind_own check (kind = 'exemption'),
  constraint fact_exemption_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_exemption is 'What a fact of kind exemption says beyond its day (rehab.Exemption)';

create table fact_lost_contact (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'lost_contact',
  note text,
  constraint fact_lost_contact_pkey primary key (fact_id),
  constraint fact_lost_contact_kind_own check (kind = 'lost_contact'),
  constraint fact_lost_contact_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_lost_contact is 'What a fact of kind lost_contact says beyond its day (rehab.LostContact)';

create table fact_contact_restored (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'contact_restored',
  of uuid not null,
  note text,
  constraint fact_contact_restored_pkey primary key (fact_id),
  constraint fact_contact_restored_kind_own check (kind = 'contact_restored'),
  constraint fact_contact_restored_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_contact_restored_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_contact_restored is 'What a fact of kind contact_restored says beyond its day (rehab.ContactRestored)';

create table fact_suspension (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'suspension',
  authority text,
  reason text,
  number text,
  constraint fact_suspension_pkey primary key (fact_id),
  constraint fact_suspension_kind_own check (kind = 'suspension'),
  constraint fact_suspension_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_suspension is 'What a fact of kind suspension says beyond its day (rehab.Suspension)';

create table fact_resumption (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'resumption',
  of uuid not null,
  number text,
  note text,
  constraint fact_resumption_pkey primary key (fact_id),
  constraint fact_resumption_kind_own check (kind = 'resumption'),
  constraint fact_resumption_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_resumption_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_resumption is 'What a fact of kind resumption says beyond its day (rehab.Resumption)';

create table fact_transfer_request (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_request',
  "to" text not null,
  reason text,
  note text,
  constraint fact_transfer_request_pkey primary key (fact_id),
  constraint fact_transfer_request_kind_own check (kind = 'transfer_request'),
  constraint fact_transfer_request_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_request_reason_known check (reason in ('residence', 'work'))
);
comment on table fact_transfer_request is 'What a fact of kind transfer_request says beyond its day (rehab.TransferRequest)';

create table fact_transfer_origin (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_origin',
  of uuid not null,
  agreed boolean not null,
  reason text,
  constraint fact_transfer_origin_pkey primary key (fact_id),
  constraint fact_transfer_origin_kind_own check (kind = 'transfer_origin'),
  constraint fact_transfer_origin_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_origin_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_transfer_origin is 'What a fact of kind transfer_origin says beyond its day (rehab.TransferOrigin)';

create table fact_transfer_destination (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_destination',
  of uuid not null,
  agreed boolean not null,
  reason text,
  village text,
  constraint fact_transfer_destination_pkey primary key (fact_id),
  constraint fact_transfer_destination_kind_own check (kind = 'transfer_destination'),
  constraint fact_transfer_destination_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_destination_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_transfer_destination_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_transfer_destination is 'What a fact of kind transfer_destination says beyond its day (rehab.TransferDestination)';

create table fact_transfer_police_notified (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_police_notified',
  of uuid not null,
  note text,
  constraint fact_transfer_police_notified_pkey primary key (fact_id),
  constraint fact_transfer_police_notified_kind_own check (kind = 'transfer_police_notified'),
  constraint fact_transfer_police_notified_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_police_notified_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_transfer_police_notified is 'What a fact of kind transfer_police_notified says beyond its day (rehab.TransferPoliceNotified)';

create table fact_transfer (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer',
  "to" text not null,
  out boolean,
  of uuid,
  reason text,
  note text,
  constraint fact_transfer_pkey primary key (fact_id),
  constraint fact_transfer_kind_own check (kind = 'transfer'),
  constraint fact_transfer_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_transfer_reason_known check (reason in ('residence', 'work'))
);
comment on table fact_transfer is 'What a fact of kind transfer says beyond its day (rehab.Transfer)';

create table fact_transfer_report_in (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_report_in',
  of uuid not null,
  village text,
  constraint fact_transfer_report_in_pkey primary key (fact_id),
  constraint fact_transfer_report_in_kind_own check (kind = 'transfer_report_in'),
  constraint fact_transfer_report_in_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_report_in_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_transfer_report_in_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_transfer_report_in is 'What a fact of kind transfer_report_in says beyond its day (rehab.TransferReportIn)';

create table fact_transfer_receipt (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_receipt',
  of uuid not null,
  village text,
  number text,
  constraint fact_transfer_receipt_pkey primary key (fact_id),
  constraint fact_transfer_receipt_kind_own check (kind = 'transfer_receipt'),
  constraint fact_transfer_receipt_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_receipt_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_transfer_receipt_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_transfer_receipt is 'What a fact of kind transfer_receipt says beyond its day (rehab.TransferReceipt)';

create table fact_transfer_withdrawn (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'transfer_withdrawn',
  of uuid not null,
  village text,
  reason text,
  constraint fact_transfer_withdrawn_pkey primary key (fact_id),
  constraint fact_transfer_withdrawn_kind_own check (kind = 'transfer_withdrawn'),
  constraint fact_transfer_withdrawn_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_transfer_withdrawn_of_fkey foreign key (of, case_id) references fact (id, case_id),
  constraint fact_transfer_withdrawn_village_digits check (village ~ '^[0-9]{12}$')
);
comment on table fact_transfer_withdrawn is 'What a fact of kind transfer_withdrawn says beyond its day (rehab.TransferWithdrawn)';

create table fact_forward_file (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'forward_file',
  of uuid not null,
  note text,
  constraint fact_forward_file_pkey primary key (fact_id),
  constraint fact_forward_file_kind_own check (kind = 'forward_file'),
  constraint fact_forward_file_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_forward_file_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_forward_file is 'What a fact of kind forward_file says beyond its day (rehab.ForwardFile)';

create table fact_phase_opinion (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'phase_opinion',
  phase integer not null,
  text text,
  tests text,
  agreement text,
  absences text,
  suggestion text,
  constraint fact_phase_opinion_pkey primary key (fact_id),
  constraint fact_phase_opinion_kind_own check (kind = 'phase_opinion'),
  constraint fact_phase_opinion_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_phase_opinion_suggestion_known check (suggestion in ('pass', 'fail'))
);
comment on table fact_phase_opinion is 'What a fact of kind phase_opinion says beyond its day (rehab.PhaseOpinion)';

create table fact_assessment (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'assessment',
  phase integer not null,
  result text not null,
  health text,
  work text,
  family text,
  help text,
  text text,
  constraint fact_assessment_pkey primary key (fact_id),
  constraint fact_assessment_kind_own check (kind = 'assessment'),
  constraint fact_assessment_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_assessment_result_known check (result in ('pass', 'fail'))
);
comment on table fact_assessment is 'What a fact of kind assessment says beyond its day (rehab.Assessment)';

create table fact_final_assessment (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'final_assessment',
  result text,
  health text,
  work text,
  family text,
  help text,
  text text,
  constraint fact_final_assessment_pkey primary key (fact_id),
  constraint fact_final_assessment_kind_own check (kind = 'final_assessment'),
  constraint fact_final_assessment_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_final_assessment_result_known check (result in ('pass', 'fail'))
);
comment on table fact_final_assessment is 'What a fact of kind final_assessment says beyond its day (rehab.FinalAssessment)';

create table fact_file_to_police (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'file_to_police',
  note text,
  constraint fact_file_to_police_pkey primary key (fact_id),
  constraint fact_file_to_police_kind_own check (kind = 'file_to_police'),
  constraint fact_file_to_police_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_file_to_police is 'What a fact of kind file_to_police says beyond its day (rehab.FileToPolice)';

create table fact_discharge (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'discharge',
  number text,
  issued_by text,
  drafted_by text,
  approved_by text,
  note text,
  constraint fact_discharge_pkey primary key (fact_id),
  constraint fact_discharge_kind_own check (kind = 'discharge'),
  constraint fact_discharge_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_discharge_issued_by_digits check (issued_by ~ '^[0-9]{12}$')
);
comment on table fact_discharge is 'What a fact of kind discharge says beyond its day (rehab.Discharge)';

create table fact_discharge_notified (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'discharge_notified',
  note text,
  constraint fact_discharge_notified_pkey primary key (fact_id),
  constraint fact_discharge_notified_kind_own check (kind = 'discharge_notified'),
  constraint fact_discharge_notified_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_discharge_notified is 'What a fact of kind discharge_notified says beyond its day (rehab.DischargeNotified)';

create table fact_termination (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'termination',
  reason text,
  constraint fact_termination_pkey primary key (fact_id),
  constraint fact_termination_kind_own check (kind = 'termination'),
  constraint fact_termination_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_termination is 'What a fact of kind termination says beyond its day (rehab.Termination)';

create table fact_isolation (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'isolation',
  reason text,
  number text,
  constraint fact_isolation_pkey primary key (fact_id),
  constraint fact_isolation_kind_own check (kind = 'isolation'),
  constraint fact_isolation_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_isolation is 'What a fact of kind isolation says beyond its day (rehab.Isolation)';

create table fact_revocation (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'revocation',
  reason text,
  number text,
  constraint fact_revocation_pkey primary key (fact_id),
  constraint fact_revocation_kind_own check (kind = 'revocation'),
  constraint fact_revocation_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_revocation is 'What a fact of kind revocation says beyond its day (rehab.Revocation)';

create table fact_returned (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'returned',
  reason text,
  constraint fact_returned_pkey primary key (fact_id),
  constraint fact_returned_kind_own check (kind = 'returned'),
  constraint fact_returned_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind)
);
comment on table fact_returned is 'What a fact of kind returned says beyond its day (rehab.Returned)';

create table fact_void (
  fact_id uuid not null,
  case_id uuid not null,
  kind text not null default 'void',
  of uuid not null,
  reason text,
  constraint fact_void_pkey primary key (fact_id),
  constraint fact_void_kind_own check (kind = 'void'),
  constraint fact_void_fact_fkey foreign key (fact_id, case_id, kind) references fact (id, case_id, kind),
  constraint fact_void_of_fkey foreign key (of, case_id) references fact (id, case_id)
);
comment on table fact_void is 'What a fact of kind void says beyond its day (rehab.Void)';

alter table fact_screening enable row level security;
alter table fact_screening force row level security;
create policy fact_screening_open on fact_screening using (exists (select from case_access a where a.case_id = fact_screening.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_decision enable row level security;
alter table fact_decision force row level security;
create policy fact_decision_open on fact_decision using (exists (select from case_access a where a.case_id = fact_decision.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_service enable row level security;
alter table fact_service force row level security;
create policy fact_service_open on fact_service using (exists (select from case_access a where a.case_id = fact_service.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_report_in enable row level security;
alter table fact_report_in force row level security;
create policy fact_report_in_open on fact_report_in using (exists (select from case_access a where a.case_id = fact_report_in.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_good_cause enable row level security;
alter table fact_good_cause force row level security;
create policy fact_good_cause_open on fact_good_cause using (exists (select from case_access a where a.case_id = fact_good_cause.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_moved_in enable row level security;
alter table fact_moved_in force row level security;
create policy fact_moved_in_open on fact_moved_in using (exists (select from case_access a where a.case_id = fact_moved_in.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_carried_in enable row level security;
alter table fact_carried_in force row level security;
create policy fact_carried_in_open on fact_carried_in using (exists (select from case_access a where a.case_id = fact_carried_in.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_agreement enable row level security;
alter table fact_agreement force row level security;
create policy fact_agreement_open on fact_agreement using (exists (select from case_access a where a.case_id = fact_agreement.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_working_group enable row level security;
alter table fact_working_group force row level security;
create policy fact_working_group_open on fact_working_group using (exists (select from case_access a where a.case_id = fact_working_group.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_help_plan enable row level security;
alter table fact_help_plan force row level security;
create policy fact_help_plan_open on fact_help_plan using (exists (select from case_access a where a.case_id = fact_help_plan.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_test enable row level security;
alter table fact_test force row level security;
create policy fact_test_open on fact_test using (exists (select from case_access a where a.case_id = fact_test.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_lab_result enable row level security;
alter table fact_lab_result force row level security;
create policy fact_lab_result_open on fact_lab_result using (exists (select from case_access a where a.case_id = fact_lab_result.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_recheck_result enable row level security;
alter table fact_recheck_result force row level security;
create policy fact_recheck_result_open on fact_recheck_result using (exists (select from case_access a where a.case_id = fact_recheck_result.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_excuse_window enable row level security;
alter table fact_excuse_window force row level security;
create policy fact_excuse_window_open on fact_excuse_window using (exists (select from case_access a where a.case_id = fact_excuse_window.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_resolution enable row level security;
alter table fact_resolution force row level security;
create policy fact_resolution_open on fact_resolution using (exists (select from case_access a where a.case_id = fact_resolution.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_contact enable row level security;
alter table fact_contact force row level security;
create policy fact_contact_open on fact_contact using (exists (select from case_access a where a.case_id = fact_contact.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_risk enable row level security;
alter table fact_risk force row level security;
create policy fact_risk_open on fact_risk using (exists (select from case_access a where a.case_id = fact_risk.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_leave enable row level security;
alter table fact_leave force row level security;
create policy fact_leave_open on fact_leave using (exists (select from case_access a where a.case_id = fact_leave.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_leave_decision enable row level security;
alter table fact_leave_decision force row level security;
create policy fact_leave_decision_open on fact_leave_decision using (exists (select from case_access a where a.case_id = fact_leave_decision.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_leave_extension enable row level security;
alter table fact_leave_extension force row level security;
create policy fact_leave_extension_open on fact_leave_extension using (exists (select from case_access a where a.case_id = fact_leave_extension.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_leave_return enable row level security;
alter table fact_leave_return force row level security;
create policy fact_leave_return_open on fact_leave_return using (exists (select from case_access a where a.case_id = fact_leave_return.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_departure enable row level security;
alter table fact_departure force row level security;
create policy fact_departure_open on fact_departure using (exists (select from case_access a where a.case_id = fact_departure.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_departure_return enable row level security;
alter table fact_departure_return force row level security;
create policy fact_departure_return_open on fact_departure_return using (exists (select from case_access a where a.case_id = fact_departure_return.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_admonition enable row level security;
alter table fact_admonition force row level security;
create policy fact_admonition_open on fact_admonition using (exists (select from case_access a where a.case_id = fact_admonition.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_warning enable row level security;
alter table fact_warning force row level security;
create policy fact_warning_open on fact_warning using (exists (select from case_access a where a.case_id = fact_warning.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_police_report enable row level security;
alter table fact_police_report force row level security;
create policy fact_police_report_open on fact_police_report using (exists (select from case_access a where a.case_id = fact_police_report.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_refusal enable row level security;
alter table fact_refusal force row level security;
create policy fact_refusal_open on fact_refusal using (exists (select from case_access a where a.case_id = fact_refusal.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_police_outcome enable row level security;
alter table fact_police_outcome force row level security;
create policy fact_police_outcome_open on fact_police_outcome using (exists (select from case_access a where a.case_id = fact_police_outcome.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_exemption enable row level security;
alter table fact_exemption force row level security;
create policy fact_exemption_open on fact_exemption using (exists (select from case_access a where a.case_id = fact_exemption.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_lost_contact enable row level security;
alter table fact_lost_contact force row level security;
create policy fact_lost_contact_open on fact_lost_contact using (exists (select from case_access a where a.case_id = fact_lost_contact.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_contact_restored enable row level security;
alter table fact_contact_restored force row level security;
create policy fact_contact_restored_open on fact_contact_restored using (exists (select from case_access a where a.case_id = fact_contact_restored.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_suspension enable row level security;
alter table fact_suspension force row level security;
create policy fact_suspension_open on fact_suspension using (exists (select from case_access a where a.case_id = fact_suspension.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_resumption enable row level security;
alter table fact_resumption force row level security;
create policy fact_resumption_open on fact_resumption using (exists (select from case_access a where a.case_id = fact_resumption.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_request enable row level security;
alter table fact_transfer_request force row level security;
create policy fact_transfer_request_open on fact_transfer_request using (exists (select from case_access a where a.case_id = fact_transfer_request.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_origin enable row level security;
alter table fact_transfer_origin force row level security;
create policy fact_transfer_origin_open on fact_transfer_origin using (exists (select from case_access a where a.case_id = fact_transfer_origin.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_destination enable row level security;
alter table fact_transfer_destination force row level security;
create policy fact_transfer_destination_open on fact_transfer_destination using (exists (select from case_access a where a.case_id = fact_transfer_destination.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_police_notified enable row level security;
alter table fact_transfer_police_notified force row level security;
create policy fact_transfer_police_notified_open on fact_transfer_police_notified using (exists (select from case_access a where a.case_id = fact_transfer_police_notified.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer enable row level security;
alter table fact_transfer force row level security;
create policy fact_transfer_open on fact_transfer using (exists (select from case_access a where a.case_id = fact_transfer.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_report_in enable row level security;
alter table fact_transfer_report_in force row level security;
create policy fact_transfer_report_in_open on fact_transfer_report_in using (exists (select from case_access a where a.case_id = fact_transfer_report_in.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_receipt enable row level security;
alter table fact_transfer_receipt force row level security;
create policy fact_transfer_receipt_open on fact_transfer_receipt using (exists (select from case_access a where a.case_id = fact_transfer_receipt.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_transfer_withdrawn enable row level security;
alter table fact_transfer_withdrawn force row level security;
create policy fact_transfer_withdrawn_open on fact_transfer_withdrawn using (exists (select from case_access a where a.case_id = fact_transfer_withdrawn.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_forward_file enable row level security;
alter table fact_forward_file force row level security;
create policy fact_forward_file_open on fact_forward_file using (exists (select from case_access a where a.case_id = fact_forward_file.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_phase_opinion enable row level security;
alter table fact_phase_opinion force row level security;
create policy fact_phase_opinion_open on fact_phase_opinion using (exists (select from case_access a where a.case_id = fact_phase_opinion.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_assessment enable row level security;
alter table fact_assessment force row level security;
create policy fact_assessment_open on fact_assessment using (exists (select from case_access a where a.case_id = fact_assessment.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_final_assessment enable row level security;
alter table fact_final_assessment force row level security;
create policy fact_final_assessment_open on fact_final_assessment using (exists (select from case_access a where a.case_id = fact_final_assessment.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_file_to_police enable row level security;
alter table fact_file_to_police force row level security;
create policy fact_file_to_police_open on fact_file_to_police using (exists (select from case_access a where a.case_id = fact_file_to_police.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_discharge enable row level security;
alter table fact_discharge force row level security;
create policy fact_discharge_open on fact_discharge using (exists (select from case_access a where a.case_id = fact_discharge.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_discharge_notified enable row level security;
alter table fact_discharge_notified force row level security;
create policy fact_discharge_notified_open on fact_discharge_notified using (exists (select from case_access a where a.case_id = fact_discharge_notified.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_termination enable row level security;
alter table fact_termination force row level security;
create policy fact_termination_open on fact_termination using (exists (select from case_access a where a.case_id = fact_termination.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_isolation enable row level security;
alter table fact_isolation force row level security;
create policy fact_isolation_open on fact_isolation using (exists (select from case_access a where a.case_id = fact_isolation.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_revocation enable row level security;
alter table fact_revocation force row level security;
create policy fact_revocation_open on fact_revocation using (exists (select from case_access a where a.case_id = fact_revocation.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_returned enable row level security;
alter table fact_returned force row level security;
create policy fact_returned_open on fact_returned using (exists (select from case_access a where a.case_id = fact_returned.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table fact_void enable row level security;
alter table fact_void force row level security;
create policy fact_void_open on fact_void using (exists (select from case_access a where a.case_id = fact_void.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on fact_screening, fact_decision, fact_service, fact_report_in, fact_good_cause, fact_moved_in, fact_carried_in, fact_agreement, fact_working_group, fact_help_plan, fact_test, fact_lab_result, fact_recheck_result, fact_excuse_window, fact_resolution, fact_contact, fact_risk, fact_leave, fact_leave_decision, fact_leave_extension, fact_leave_return, fact_departure, fact_departure_return, fact_admonition, fact_warning, fact_police_report, fact_refusal, fact_police_outcome, fact_exemption, fact_lost_contact, fact_contact_restored, fact_suspension, fact_resumption, fact_transfer_request, fact_transfer_origin, fact_transfer_destination, fact_transfer_police_notified, fact_transfer, fact_transfer_report_in, fact_transfer_receipt, fact_transfer_withdrawn, fact_forward_file, fact_phase_opinion, fact_assessment, fact_final_assessment, fact_file_to_police, fact_discharge, fact_discharge_notified, fact_termination, fact_isolation, fact_revocation, fact_returned, fact_void to xinsheng_app;

create view fact_whole with (security_invoker = true) as
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
      when 'lab_result' then (select to_jsonb(d) from fact_lab_result d where d.fact_id = f.id)
      when 'recheck_result' then (select to_jsonb(d) from fact_recheck_result d where d.fact_id = f.id)
      when 'excuse_window' then (select to_jsonb(d) from fact_excuse_window d where d.fact_id = f.id)
      when 'resolution' then (select to_jsonb(d) from fact_resolution d where d.fact_id = f.id)
      when 'contact' then (select to_jsonb(d) from fact_contact d where d.fact_id = f.id)
      when 'risk' then (select to_jsonb(d) from fact_risk d where d.fact_id = f.id)
      when 'leave' then (select to_jsonb(d) from fact_leave d where d.fact_id = f.id)
      when 'leave_decision' then (select to_jsonb(d) from fact_leave_decision d where d.fact_id = f.id)
      when 'leave_extension' then (select to_jsonb(d) from fact_leave_extension d where d.fact_id = f.id)
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
      when 'discharge_notified' then (select to_jsonb(d) from fact_discharge_notified d where d.fact_id = f.id)
      when 'termination' then (select to_jsonb(d) from fact_termination d where d.fact_id = f.id)
      when 'isolation' then (select to_jsonb(d) from fact_isolation d where d.fact_id = f.id)
      when 'revocation' then (select to_jsonb(d) from fact_revocation d where d.fact_id = f.id)
      when 'returned' then (select to_jsonb(d) from fact_returned d where d.fact_id = f.id)
      when 'void' then (select to_jsonb(d) from fact_void d where d.fact_id = f.id)
    end) - 'fact_id' - 'case_id' - 'kind', '{}') as body
  from fact f;
comment on view fact_whole is 'Every fact with what it says as one JSON object; seen as the reader''s own row-level security lets them';
grant select on fact_whole to xinsheng_app;
