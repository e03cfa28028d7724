-- One card of a large board is read without reading all that ever happened on it.
create index card_move_card on card_move (client_id, board_id, card_id);

-- What a label, or a custom field's value, says about the cards that bear it: as many rows as it says things, or one
-- row `none` when a person said that it says nothing. Without a row its name suggests, or it says nothing.
create table mark_meaning (
    client_id text not null,
    board_id text not null,
    mark text not null check (mark in ('label', 'field')),
    key text not null, -- a label's id, or a field's name
    value text not null, -- a field's value; empty for a label
    dimension text not null check (
        dimension in ('stage', 'channel', 'persona', 'content', 'news', 'blocked', 'internal', 'none')
    ),
    meaning text not null, -- which stage, channel or persona; empty where the dimension says it all
    confirmed_by text not null,
    confirmed_at text not null,
    primary key (client_id, board_id, mark, key, value, dimension, meaning),
    foreign key (client_id, board_id) references board
) strict;

-- How many cards may lie at once in a status, or in one list (its id). Without a row there is no limit.
create table wip_limit (
    client_id text not null references client,
    kind text not null check (kind in ('status', 'list')),
    place text not null,
    most integer not null check (most >= 1),
    set_by text not null,
    set_at text not null,
    primary key (client_id, kind, place)
) strict;

-- What a card came of, or stands for: a finding, a decision of a meeting, a note. key names it there. card_id may be one
-- that Trello has yet to make.
create table card_link (
    client_id text not null references client,
    card_id text not null,
    kind text not null check (kind in ('finding', 'decision', 'note')),
    key text not null,
    text text not null,
    linked_by text not null,
    linked_at text not null,
    primary key (client_id, card_id, kind, key)
) strict
