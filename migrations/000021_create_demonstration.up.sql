-- Marks a database of a demonstration, so that neither a demonstration begins in a real one nor real work in a demonstration.
create table demonstration (
  one boolean not null default true,
  made_at timestamptz not null default now(),
  day date,
  constraint demonstration_pkey primary key (one),
  constraint demonstration_one check (one)
);
comment on table demonstration is 'One row in the database of a demonstration, none in any other';
comment on column demonstration.day is 'The legal day it is set to; null for the real one';

grant select, insert, update on demonstration to xinsheng_app;
