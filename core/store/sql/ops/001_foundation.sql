-- What people write. Instants are naive UTC text (2026-10-01T06:00:00), days are ISO text, money is decimal text.
create table meta (key text primary key, value any) strict;
insert into meta values ('change', 0), ('generation', '');

create table client (
    client_id text primary key,
    name text not null,
    kind text not null default 'client' check (kind in ('client', 'team')),
    currency text not null default 'EUR',
    language text not null default 'fi',
    timezone text not null default 'Europe/Helsinki',
    demo integer not null default 0,
    naming_template text not null default '',
    search_stage text not null default 'convert',
    created_at text not null,
    changed_at text not null,
    archived_at text
) strict;

create table person (
    person_id integer primary key,
    email text not null unique collate nocase,
    name text not null,
    role text not null check (role in ('admin', 'growth_owner', 'specialist')),
    language text not null default 'fi',
    password_hash text not null,
    created_at text not null,
    deactivated_at text
) strict;

create table person_client (
    person_id integer not null references person,
    client_id text not null references client,
    primary key (person_id, client_id)
) strict;

-- A signed-in browser. Only the hash of its cookie is kept. person_id is null for the demo user.
create table session (
    session_hash text primary key,
    person_id integer references person,
    created_at text not null,
    last_seen_at text not null,
    expires_at text not null,
    ended_at text
) strict;

create table sign_in_attempt (throttle_key text not null, at text not null) strict;
create index sign_in_attempt_key on sign_in_attempt (throttle_key, at);

-- The agreed mix of money, dated: a period is measured against the target in force on its last day.
create table stage_target (
    target_id integer primary key,
    client_id text not null references client,
    valid_from text not null,
    reach text not null,
    act text not null,
    convert text not null,
    engage text not null,
    basis text not null default '',
    set_by text not null,
    set_at text not null,
    unique (client_id, valid_from)
) strict;

-- A person's decision about one entity. The newest decision with the latest valid_from on or before a day holds.
-- stage null with weights = mixed; both null = the person took the decision back, and the rules speak again.
create table stage_decision (
    decision_id integer primary key,
    client_id text not null references client,
    entity_key text not null,
    valid_from text not null default '0001-01-01',
    stage text check (stage in ('reach', 'act', 'convert', 'engage', 'mixed')),
    weights text,
    temperature text check (temperature in ('cold', 'warm', 'customer')),
    decided_by text not null,
    decided_at text not null
) strict;
create index stage_decision_client on stage_decision (client_id, entity_key);

-- What a person once answered about an account's files: currency, day order, column mapping …
create table account_answer (
    client_id text not null references client,
    source text not null,
    account text not null,
    key text not null,
    value text not null,
    answered_by text not null,
    answered_at text not null,
    primary key (client_id, source, account, key)
) strict;

-- One row per table of a file that was offered. `summary` is the JSON that the command line prints for it,
-- `batch` the folder of its facts in batches/.
create table import_log (
    import_id integer primary key,
    client_id text not null references client,
    file_name text not null,
    member text not null default '',
    file_hash text not null,
    source text not null,
    report text not null,
    account text not null,
    batch text not null,
    status text not null check (status in ('running', 'published', 'failed', 'undone')),
    period_start text,
    period_end text,
    summary text not null,
    generation text,
    error text,
    imported_by text not null,
    started_at text not null,
    finished_at text,
    undone_by text,
    undone_at text
) strict;
create index import_log_client on import_log (client_id, status);

create table meeting (
    meeting_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('weekly', 'monthly', 'retro')),
    at text not null,
    added_at text not null,
    unique (client_id, kind, at)
) strict;
