alter table payment_batch drop constraint payment_batch_over_budget_length, drop column over_budget;
drop table funding_year, funding_void, funding_entry;
