alter table fact_termination drop column authority, drop column number, drop column note;
