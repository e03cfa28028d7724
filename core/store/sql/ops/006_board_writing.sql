-- Where a board is written: 'built_in' here, 'trello' there. A board without a row came from an export file and is only
-- read; so is one that was disconnected from Trello ('export'). For Trello also how keeping up with it goes. next_at: when to look again; seen_at: the last look that succeeded.
create table board_home (
    client_id text not null references client,
    board_id text not null,
    kind text not null check (kind in ('built_in', 'trello', 'export')),
    name text not null,
    set_by text not null,
    set_at text not null,
    next_at text not null default '',
    tried_at text,
    seen_at text,
    failures integer not null default 0,
    error_en text not null default '',
    error_fi text not null default '',
    can_write integer not null default 1,
    own_member text not null default '',
    token_ends text,
    whole_history integer not null default 0,
    primary key (client_id, board_id)
) strict;

-- One process at a time keeps up with Trello.
create table lease (name text primary key, holder text not null, until text not null) strict;

-- What people here want done on a Trello board, in order, until Trello has answered. Rows are never deleted.
-- waiting: to be sent · sending: sent, and no answer known yet · sent: Trello said yes, our picture follows with the
-- next look · done · settled: Trello says otherwise by now, and that stands · failed: Trello refused · dropped: a person
-- let it rest. card_id of a card that is not there yet is its own, 'new-' and the mark; result is Trello's id of what was made.
create table outbox (
    entry_id integer primary key,
    client_id text not null references client,
    board_id text not null,
    card_id text not null,
    act text not null,
    wish text not null,
    mark text not null unique,
    state text not null default 'waiting' check (
        state in ('waiting', 'sending', 'sent', 'done', 'settled', 'failed', 'dropped')
    ),
    tries integer not null default 0,
    tried_at text,
    next_at text not null,
    result text not null default '',
    why_en text not null default '',
    why_fi text not null default '',
    asked_by text not null,
    asked_at text not null,
    ended_at text,
    foreign key (client_id, board_id) references board_home
) strict;
create index outbox_board on outbox (client_id, board_id, state);
create index outbox_card on outbox (client_id, card_id);

-- What people here said about a card, or wrote to it. For a Trello board those that Trello has taken.
create table card_comment (
    client_id text not null references client,
    card_id text not null,
    comment_id text not null,
    board_id text not null,
    text text not null,
    said_by text not null,
    said_at text not null,
    primary key (client_id, comment_id)
) strict;
create index card_comment_card on card_comment (client_id, card_id);

-- Times in which a card could not go on, and why. At most one of a card is open.
create table card_block (
    block_id integer primary key,
    client_id text not null references client,
    card_id text not null,
    reason text not null,
    blocked_by text not null,
    blocked_at text not null,
    freed_by text not null default '',
    freed_at text
) strict;
create index card_block_card on card_block (client_id, card_id);

-- Which of a board's members a person with an account is.
create table person_member (
    client_id text not null references client,
    board_id text not null,
    person_id integer not null references person,
    member_id text not null,
    primary key (client_id, board_id, person_id)
) strict
