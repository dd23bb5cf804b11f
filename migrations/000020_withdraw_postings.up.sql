-- A posting given by mistake can be withdrawn before its first day: its last day is then the day before, and no day lies in it.
alter table posting drop constraint posting_until_after_from;
alter table posting add constraint posting_until_after_from check (valid_until >= valid_from - 1);
