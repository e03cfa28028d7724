-- What somebody expected a card to do to a number, and when they said so. Rows are added; taken_back_at marks one that
-- counts no more. stage is empty for the number of all stages; size is a fraction as text, null for any change.
create table expectation (
    expectation_id integer primary key,
    client_id text not null references client,
    card_id text not null,
    stage text not null,
    metric text not null,
    direction text not null check (direction in ('up', 'down')),
    size text,
    after_days integer not null,
    client_visible integer not null default 0,
    written_by text not null,
    written_at text not null,
    taken_back_by text,
    taken_back_at text
) strict;
create index expectation_client on expectation (client_id);

-- What people say became of it. Said again is a new row: of one expectation the newest holds.
create table expectation_answer (
    answer_id integer primary key,
    client_id text not null references client,
    expectation_id integer not null references expectation,
    outcome text not null check (outcome in ('held', 'did_not', 'cannot_tell')),
    learnt text not null default '',
    client_visible integer not null default 0,
    answered_by text not null,
    answered_at text not null
) strict;
create index expectation_answer_client on expectation_answer (client_id)
