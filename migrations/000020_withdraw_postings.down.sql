alter table posting drop constraint posting_until_after_from;
alter table posting add constraint posting_until_after_from check (valid_until >= valid_from) not valid;
