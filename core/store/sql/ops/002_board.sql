-- The board: what was last seen on it, what happened on it, and what its lists mean. Instants are naive UTC text.
-- Everything is keyed by the board's own ids under the client: two clients may share a board and never meet.
create table board (
    client_id text not null references client,
    board_id text not null,
    name text not null,
    as_of text not null,
    complete_since text not null,
    from_birth integer not null,
    first_imported_at text not null,
    imported_by text not null,
    primary key (client_id, board_id)
) strict;

create table board_list (
    client_id text not null,
    board_id text not null,
    list_id text not null,
    name text not null,
    pos real not null,
    closed integer not null,
    created_at text,
    primary key (client_id, board_id, list_id),
    foreign key (client_id, board_id) references board
) strict;

-- What a person confirmed about a list. Without a row its name suggests a status, or it is unmapped.
create table list_status (
    client_id text not null,
    board_id text not null,
    list_id text not null,
    status text not null check (
        status in ('backlog', 'to_do', 'doing', 'review_ours', 'review_client', 'blocked', 'done', 'excluded')
    ),
    confirmed_by text not null,
    confirmed_at text not null,
    primary key (client_id, board_id, list_id),
    foreign key (client_id, board_id, list_id) references board_list
) strict;

create table board_label (
    client_id text not null,
    board_id text not null,
    label_id text not null,
    name text not null,
    colour text not null,
    primary key (client_id, board_id, label_id),
    foreign key (client_id, board_id) references board
) strict;

-- People on the board by display name; never an address.
create table board_member (
    client_id text not null,
    board_id text not null,
    member_id text not null,
    name text not null,
    primary key (client_id, board_id, member_id),
    foreign key (client_id, board_id) references board
) strict;

-- A card as it was last seen. gone_at: deleted or moved away; what we saw of it before stays. list_id may name a list
-- that is gone too. labels and members are JSON arrays of ids, checklists and fields JSON of names and values.
create table card (
    client_id text not null,
    board_id text not null,
    card_id text not null,
    name text not null,
    list_id text not null,
    pos real not null,
    closed integer not null,
    role text not null check (role in ('card', 'separator', 'template', 'mirror', 'link')),
    created_at text not null,
    due text,
    due_complete integer not null,
    completed_at text,
    labels text not null,
    members text not null,
    checklists text not null,
    fields text not null,
    link text not null,
    gone_at text,
    primary key (client_id, board_id, card_id),
    foreign key (client_id, board_id) references board
) strict;

-- What happened to a card. before and after are list ids, or due instants for kind 'due'. Rows are only ever added.
create table card_move (
    client_id text not null,
    board_id text not null,
    move_id text not null,
    card_id text not null,
    at text not null,
    kind text not null check (
        kind in ('created', 'arrived', 'moved', 'archived', 'restored', 'left', 'deleted', 'due')
    ),
    before text not null,
    after text not null,
    primary key (client_id, board_id, move_id),
    foreign key (client_id, board_id) references board
) strict, without rowid;

-- What happened to a whole list. Rows are only ever added.
create table list_change (
    client_id text not null,
    board_id text not null,
    change_id text not null,
    list_id text not null,
    at text not null,
    kind text not null check (kind in ('archived', 'restored', 'arrived', 'left')),
    primary key (client_id, board_id, change_id),
    foreign key (client_id, board_id) references board
) strict, without rowid
