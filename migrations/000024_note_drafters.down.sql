drop index obligation_service_idx;
alter table decision_draft drop constraint decision_draft_not_by_drafters;
alter table decision_draft drop column drafters;
