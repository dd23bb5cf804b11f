-- Everybody who wrote on a draft is kept, so that nobody approves what is partly their own. And what is still to be served is found at once.
alter table decision_draft add column drafters bigint[] not null default '{}';
alter table decision_draft no force row level security;
update decision_draft set drafters = array[drafted_by];
alter table decision_draft force row level security;
alter table decision_draft add constraint decision_draft_not_by_drafters check (approved_by is null or approved_by <> all (drafters));
comment on column decision_draft.drafters is 'Every account that has written on the draft; none of them may approve it';

create index obligation_service_idx on obligation (due, case_id) where kind in ('serve_person', 'serve_family', 'notify_township');
