-- Papers as they were issued: the exact HTML, sealed, with its SHA-256. Rows are never changed or deleted: a spoiled paper is voided with a reason
-- and its number stays in the register.

create table paper (
  id uuid not null,
  case_id uuid not null,
  fact_id uuid,
  kind text not null,
  issuer bigint not null,
  number text not null,
  day date not null,
  drafted_by text not null,
  approved_by text not null,
  said jsonb not null default '{}',
  original bytea not null,
  sha256 bytea not null,
  issued_at timestamptz not null,
  issued_by bigint not null,
  posting bigint,
  constraint paper_pkey primary key (id),
  constraint paper_in_case unique (id, case_id),
  constraint paper_number_unique unique (number),
  constraint paper_case_fkey foreign key (case_id) references case_file (id),
  constraint paper_fact_fkey foreign key (fact_id, case_id) references fact (id, case_id),
  constraint paper_issuer_fkey foreign key (issuer) references unit (id),
  constraint paper_issued_by_fkey foreign key (issued_by) references account (id),
  constraint paper_posting_fkey foreign key (posting) references posting (id),
  constraint paper_sha256_length check (length(sha256) = 32)
);
create index paper_case_idx on paper (case_id, issued_at);
create index paper_issuer_idx on paper (issuer, day);
comment on table paper is 'A paper about a case as it was issued; its original never changes (DOMAIN 9)';
comment on column paper.kind is 'Kind of paper (package paper/document)';
comment on column paper.fact_id is 'The fact it is about; none when it is about the case as a whole';
comment on column paper.said is 'What was asked for besides the facts, by field';
comment on column paper.original is 'The exact HTML, sealed with the key of the program';
comment on column paper.sha256 is 'SHA-256 of the HTML before sealing';

create table paper_void (
  paper_id uuid not null,
  case_id uuid not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  posting bigint,
  constraint paper_void_pkey primary key (paper_id),
  constraint paper_void_paper_fkey foreign key (paper_id, case_id) references paper (id, case_id),
  constraint paper_void_recorded_by_fkey foreign key (recorded_by) references account (id),
  constraint paper_void_posting_fkey foreign key (posting) references posting (id),
  constraint paper_void_reason_present check (length(reason) between 1 and 300)
);
create index paper_void_case_idx on paper_void (case_id);
comment on table paper_void is 'A paper taken back with its number, and why';

create table paper_rendition (
  paper_id uuid not null,
  case_id uuid not null,
  state text not null default 'waiting',
  why text,
  content text,
  sha256 bytea,
  size integer,
  press text,
  made_at timestamptz,
  constraint paper_rendition_pkey primary key (paper_id),
  constraint paper_rendition_paper_fkey foreign key (paper_id, case_id) references paper (id, case_id),
  constraint paper_rendition_state_known check (state in ('waiting', 'made', 'failed')),
  constraint paper_rendition_made check ((state = 'made') = (content is not null and sha256 is not null and size is not null and made_at is not null)),
  constraint paper_rendition_failed check ((state = 'failed') = (why is not null)),
  constraint paper_rendition_content_name check (content ~ '^[0-9a-f]{64}$'),
  constraint paper_rendition_sha256_length check (length(sha256) = 32)
);
comment on table paper_rendition is 'The PDF of a paper, printed from its original by a job, kept once and shown ever after';
comment on column paper_rendition.why is 'Machine word for why there is none: no_chromium or crashed';
comment on column paper_rendition.content is 'Name of the sealed bytes: their SHA-256 (package blob)';
comment on column paper_rendition.sha256 is 'SHA-256 of the PDF before sealing';
comment on column paper_rendition.press is 'What printed it, with its version';

alter table document_number add column paper_id uuid,
  add constraint document_number_paper_fkey foreign key (paper_id) references paper (id) deferrable initially deferred;
create unique index document_number_paper_once on document_number (paper_id);
comment on column document_number.paper_id is 'The paper that bears it; none of numbers given before papers were kept';

create table number_pattern (
  kind text not null,
  issuer bigint,
  pattern text not null,
  set_at timestamptz not null,
  set_by bigint not null,
  constraint number_pattern_unique unique nulls not distinct (kind, issuer),
  constraint number_pattern_issuer_fkey foreign key (issuer) references unit (id),
  constraint number_pattern_set_by_fkey foreign key (set_by) references account (id),
  constraint number_pattern_placeholders check (pattern like '%{year}%' and pattern like '%{number}%' and length(pattern) <= 60)
);
comment on table number_pattern is 'How the numbers of a kind of paper read, of one issuer or of all; without a row as the program has it';

alter table paper enable row level security;
alter table paper force row level security;
create policy paper_open on paper using (exists (select from case_access a where a.case_id = paper.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table paper_void enable row level security;
alter table paper_void force row level security;
create policy paper_void_open on paper_void using (exists (select from case_access a where a.case_id = paper_void.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);
alter table paper_rendition enable row level security;
alter table paper_rendition force row level security;
create policy paper_rendition_open on paper_rendition using (exists (select from case_access a where a.case_id = paper_rendition.case_id and a.reading in ('answerable', 'incoming', 'police'))) with check (true);

grant select, insert on paper, paper_void to xinsheng_app;
grant select, insert, update on paper_rendition, number_pattern to xinsheng_app;
grant delete on number_pattern to xinsheng_app;
