-- Those who work for the programme, and in which post (DOMAIN §8, scheme S2). Neither telephone nor number of a document is kept of them.

create table staff_member (
  id uuid not null,
  name text not null,
  sex text not null,
  birth_year integer not null,
  account bigint,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null default now(),
  constraint staff_member_pkey primary key (id),
  constraint staff_member_account_fkey foreign key (account) references account (id),
  constraint staff_member_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint staff_member_posting_fkey foreign key (posting) references posting (id),
  constraint staff_member_name_present check (length(name) between 1 and 40),
  constraint staff_member_sex_known check (sex in ('male', 'female')),
  constraint staff_member_birth_year_sane check (birth_year between 1900 and 2200)
);
create index staff_member_known_idx on staff_member (name, birth_year);
comment on table staff_member is 'Somebody who works for the programme, with or without an account';

create table staff_post (
  id uuid not null,
  member uuid not null,
  division bigint not null,
  post text not null,
  source text not null,
  starts date not null,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null default now(),
  constraint staff_post_pkey primary key (id),
  constraint staff_post_member_fkey foreign key (member) references staff_member (id),
  constraint staff_post_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint staff_post_posting_fkey foreign key (posting) references posting (id),
  constraint staff_post_known check (post in ('full_time', 'director', 'cadre')),
  constraint staff_post_source_known check (source in ('open_recruitment', '4050', 'patrol', 'other'))
);
create index staff_post_member_idx on staff_post (member);
create index staff_post_division_idx on staff_post (division);
comment on table staff_post is 'A post of somebody at a village or township from a day on, as it was proposed. How it went on are its steps';

create table staff_step (
  id uuid not null,
  member uuid not null,
  post uuid,
  kind text not null,
  day date not null,
  until date,
  words text not null default '',
  hours integer,
  of_step uuid,
  recorded_by bigint not null,
  posting bigint,
  recorded_at timestamptz not null default now(),
  constraint staff_step_pkey primary key (id),
  constraint staff_step_member_fkey foreign key (member) references staff_member (id),
  constraint staff_step_post_fkey foreign key (post) references staff_post (id),
  constraint staff_step_of_step_fkey foreign key (of_step) references staff_step (id),
  constraint staff_step_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint staff_step_posting_fkey foreign key (posting) references posting (id),
  constraint staff_step_known check (kind in ('fit', 'trained', 'qualified', 'approved', 'refused', 'ended', 'withdrawn', 'void')),
  constraint staff_step_of_post check ((kind in ('approved', 'refused', 'ended', 'withdrawn')) = (post is not null)),
  constraint staff_step_of_void check ((kind = 'void') = (of_step is not null)),
  constraint staff_step_voided_once unique (of_step),
  constraint staff_step_hours check ((kind = 'trained') = (hours is not null) and (hours is null or hours between 1 and 2000)),
  constraint staff_step_until check (until is null or kind = 'qualified' and until >= day),
  constraint staff_step_words_length check (length(words) <= 200),
  constraint staff_step_worded check (words <> '' or kind in ('fit', 'approved'))
);
create index staff_step_member_idx on staff_step (member);
comment on table staff_step is 'What is known of somebody who works for the programme and what became of a post, each with its day. Never changed, never deleted: a mistake is taken back by a step of kind void with its reason';
comment on column staff_step.words is 'Course, certificate or reason';
comment on column staff_step.until is 'Last day on which a certificate is valid; none: without end';
comment on column staff_step.day is 'Of an end: the last day in the post';

alter table staff_post enable row level security;
alter table staff_post force row level security;
create policy staff_post_in_scope on staff_post using (
  'answerable' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])
  and division <@ (select nullif(current_setting('xinsheng.scope', true), '')::int8multirange))
  with check (true);

alter table staff_member enable row level security;
alter table staff_member force row level security;
create policy staff_member_open on staff_member using (exists (select from staff_post p where p.member = staff_member.id)) with check (true);

alter table staff_step enable row level security;
alter table staff_step force row level security;
create policy staff_step_open on staff_step using (
  exists (select from staff_post p where p.member = staff_step.member and (staff_step.post is null or staff_step.post = p.id)))
  with check (true);

grant select, insert on staff_member, staff_post, staff_step to xinsheng_app;
