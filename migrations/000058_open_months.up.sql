-- Who acts for the division that answered for a case when a month was over may count that month: the case is at least a stub to it (case_access). Said
-- first, so that counting a county need not ask case_access of every row. A screening stays the police's alone.
alter policy case_month_open on case_month using (
  (stage <> 'screening' and 'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
    and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  or exists (select from case_access a where a.case_id = case_month.case_id and a.reading in ('answerable', 'incoming', 'police', 'stub')));
