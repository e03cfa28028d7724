-- A retrospective of a team about one client (or about itself). `anonymous` and `budget` are settled by the first note
-- (`begun`). `salt`: makes the seats of this retrospective; it goes, with them, when the voting is closed.
create table retro (
    retro_id integer primary key,
    client_id text not null references client,
    day text not null,
    anonymous integer not null,
    budget integer not null,
    phase text not null default 'writing' check (phase in ('writing', 'voting', 'choosing', 'ended')),
    begun integer not null default 0,
    salt text not null,
    opened_by text not null,
    opened_at text not null,
    ended_at text
) strict;
create index retro_client on retro (client_id);
create unique index retro_open on retro (client_id) where phase <> 'ended';

-- What is written and not revealed yet. Two things read it: its writer, whose browser holds the key of this one note
-- (only the key's hash is here), and the reveal, which empties it. Neither a name, a time nor an order: note_id is
-- random and there is no rowid. Notes of one writer have nothing in common.
create table retro_hidden (
    note_id text primary key,
    retro_id integer not null references retro,
    question text not null check (question in ('well', 'stuck', 'better')),
    body text not null,
    key_hash text not null
) strict, without rowid;

-- What was revealed, under new random ids. votes: null until the voting is closed.
create table retro_note (
    note_id text primary key,
    retro_id integer not null references retro,
    question text not null check (question in ('well', 'stuck', 'better')),
    body text not null,
    votes integer
) strict, without rowid;
create index retro_note_retro on retro_note (retro_id);

-- Who wrote what, where the team chose to write under their names. Of an anonymous retrospective no row can be made.
create table retro_name (
    note_id text primary key,
    name text not null
) strict, without rowid;
create trigger retro_name_not_of_anonymous before insert on retro_name when not exists (
    select 1 from retro where not anonymous and retro_id in (
        select retro_id from retro_hidden where note_id = new.note_id
        union all select retro_id from retro_note where note_id = new.note_id)
) begin select raise(abort, 'an anonymous note has no name'); end;

-- Who sits in the room, as a salted hash, while it lasts: that they are ready, and how many votes they have used. For
-- what they voted is not here.
create table retro_seat (
    retro_id integer not null references retro,
    seat text not null,
    ready integer not null default 0,
    used integer not null default 0,
    primary key (retro_id, seat)
) strict, without rowid;

-- A vote while voting is open. Whose it is nobody can tell: the browser that gave it holds its receipt, to take it back.
create table retro_vote (
    receipt_hash text primary key,
    note_id text not null references retro_note
) strict, without rowid;

-- What the team will do differently: an action, and its card on a board of the team's (card_client_id), empty without.
create table retro_improvement (
    action_id integer primary key references meeting_action,
    retro_id integer not null references retro,
    card_client_id text not null default '',
    card_id text not null default ''
) strict;
create index retro_improvement_retro on retro_improvement (retro_id);

-- What a person said of two notes: that they are the same complaint, or that they are not.
create table retro_same (
    note_id text not null references retro_note,
    earlier_id text not null references retro_note,
    same integer not null,
    primary key (note_id, earlier_id)
) strict, without rowid
