drop table unit_founding;
delete from unit_name n using unit u where u.id = n.unit and u.state <> 'in_being';
delete from unit_succession s using unit u where u.id in (s.from_unit, s.to_unit) and u.state <> 'in_being';
delete from unit where state <> 'in_being';
drop index unit_one_per_division;
create unique index unit_one_per_division on unit (division) where kind in ('county', 'township', 'village') and valid_until is null;
alter table unit drop column state;
