drop table unit_split_staff;
drop table unit_split_case;
drop table unit_split_posting;
drop table unit_split;
