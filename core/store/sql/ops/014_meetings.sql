-- What was promised in a meeting. `kind`: the meeting it was agreed in; due is a day of the client's calendar. Rows are
-- never changed but for done_at, the instant at which somebody said that it was done.
create table meeting_action (
    action_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('weekly', 'monthly', 'retro')),
    body text not null,
    owner text not null,
    due text not null,
    card_id text not null default '',
    client_visible integer not null default 0,
    agreed_at text not null,
    written_by text not null,
    done_at text,
    done_by text
) strict;
create index meeting_action_client on meeting_action (client_id);

-- What was decided. Deciding again is a new row with the same first_id, and first_decided_at stays what it was: of one
-- first_id the row with the newest decided_at holds.
create table meeting_decision (
    decision_id integer primary key,
    first_id integer references meeting_decision,
    client_id text not null references client,
    body text not null,
    decided_by text not null,
    first_decided_at text not null,
    decided_at text not null,
    card_id text not null default '',
    client_visible integer not null default 0,
    written_by text not null
) strict;
create index meeting_decision_client on meeting_decision (client_id);

-- The client's own grade of the work, 4 to 10, with why.
create table client_grade (
    grade_id integer primary key,
    client_id text not null references client,
    grade text not null,
    why text not null default '',
    given_at text not null,
    written_by text not null
) strict;
create index client_grade_client on client_grade (client_id);

-- A client's own order of a meeting: items as JSON, [] for the standard one. The newest set_at holds.
create table agenda_template (
    template_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('weekly', 'monthly', 'retro')),
    items text not null,
    set_by text not null,
    set_at text not null
) strict;
create index agenda_template_client on agenda_template (client_id);

-- What a meeting saw, as it was presented: kept once and never changed.
create table meeting_copy (
    meeting_id integer primary key references meeting,
    client_id text not null references client,
    copy text not null,
    kept_by text not null,
    kept_at text not null
) strict
