-- A meeting while people prepare it and hold it. opened_at null: it is only prepared, and of a client and kind there is
-- one such row at most; of one day, in the client's zone, there is one meeting of a kind. `again`: how often it was gone
-- on with after it had ended. Instants are those of the clock on the wall, also where a demo's own clock stands still.
create table room (
    room_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('weekly', 'monthly', 'retro')),
    day text,
    made_at text not null,
    opened_at text,
    opened_by text not null default '',
    ended_at text,
    ended_by text not null default '',
    again integer not null default 0,
    client_present integer not null default 0,
    decider text not null default '',
    check ((day is null) = (opened_at is null))
) strict;
create unique index room_prepared on room (client_id, kind) where opened_at is null;
create unique index room_day on room (client_id, kind, day) where opened_at is not null;

-- Whose turn it is: one row each time the meeting goes to an item, or to a part of one (a channel of the channel round);
-- one without an item when it ends. The newest row holds; rows are never changed: the minutes of each item add up.
create table room_turn (
    turn_id integer primary key,
    room_id integer not null references room,
    item text not null,
    part text not null default '',
    began_at text not null
) strict;
create index room_turn_room on room_turn (room_id);

-- Texts that several people write: one row a version, none ever changed. The highest version of a field holds.
create table room_text (
    room_id integer not null references room,
    field text not null,
    version integer not null,
    body text not null,
    write_id text not null,
    written_by text not null,
    written_at text not null,
    primary key (room_id, field, version),
    unique (room_id, write_id)
) strict;

-- What has no place in the meeting in which it came up. It stays until it is taken up or let go, whatever meetings end.
create table parked (
    parked_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('weekly', 'monthly', 'retro')),
    body text not null,
    client_visible integer not null default 0,
    write_id text not null,
    parked_by text not null,
    parked_at text not null,
    closed_as text check (closed_as in ('taken', 'dismissed')),
    closed_by text,
    closed_at text,
    unique (client_id, write_id)
) strict;

-- An id that the writer made: sent twice, it is written once.
alter table meeting_action add column write_id text;
create unique index meeting_action_write on meeting_action (client_id, write_id);
alter table meeting_decision add column write_id text;
create unique index meeting_decision_write on meeting_decision (client_id, write_id);
alter table client_grade add column write_id text;
create unique index client_grade_write on client_grade (client_id, write_id);

-- Beside `change`, which every write moves: the last change that was about more than what is said in meetings, and about
-- more than that and cards. What is computed from cards or figures is cached under them.
insert into meta values ('boards', 0), ('figures', 0)
