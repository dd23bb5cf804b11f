alter policy case_month_open on case_month using (exists (select from case_access a where a.case_id = case_month.case_id and a.reading in ('answerable', 'incoming', 'police', 'stub')));
