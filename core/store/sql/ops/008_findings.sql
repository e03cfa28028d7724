-- What people said of findings, and what they made of them. Rows are only ever added; of one finding the newest holds.
-- act: `snooze` (until a day, or until half as much again is at stake), `dismiss` (with a reason), `wake` (take either
-- back), `resume` (let a kind speak again that switched itself off; finding_key is empty).
create table finding_word (
    word_id integer primary key,
    client_id text not null references client,
    finding_key text not null default '',
    kind text not null,
    act text not null check (act in ('snooze', 'dismiss', 'wake', 'resume')),
    until text,
    stake text,
    reason text not null default '',
    who text not null,
    at text not null
) strict;
create index finding_word_client on finding_word (client_id);

-- Each finding a person has seen, with the day on which it was first on a screen: what dismissals are measured against.
create table finding_shown (
    client_id text not null references client,
    finding_key text not null,
    kind text not null,
    first_shown_on text not null,
    primary key (client_id, finding_key)
) strict;

-- Lines that a later meeting takes up. card_id: the card made of the same finding, empty without one.
create table agenda_line (
    line_id integer primary key,
    client_id text not null references client,
    text_en text not null,
    text_fi text not null,
    kind text not null,
    finding_key text not null default '',
    card_id text not null default '',
    who text not null,
    at text not null,
    removed_by text,
    removed_at text
) strict;
create index agenda_line_client on agenda_line (client_id)
