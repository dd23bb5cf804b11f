alter table fact_termination add column authority text, add column number text, add column note text;
comment on column fact_termination.authority is 'Who decided what ends the execution, such as a court';
comment on column fact_termination.number is 'Number of the paper it rests on';
