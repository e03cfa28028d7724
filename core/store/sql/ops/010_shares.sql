-- A link that a client reads by. Only the hash of its token is kept; a revoked link stays, so that it stays dead.
create table share (
    share_id integer primary key,
    public_id text not null unique,
    client_id text not null references client,
    token_hash text not null unique,
    label text not null,
    audience text not null,
    sections text not null,
    stages text not null,
    floor text,
    language text not null check (language in ('fi', 'en')),
    currency text not null,
    may_change_dates integer not null,
    may_export integer not null,
    passcode_hash text not null,
    frozen_at text,
    frozen_copy text not null default '',
    expires_at text not null,
    made_by text not null,
    made_at text not null,
    paused_at text,
    revoked_at text
) strict;
create index share_client on share (client_id);

-- A browser that came by a link. Only the hash of its cookie is kept, and no address. shown: its page was drawn.
create table share_visit (
    visit_hash text primary key,
    share_id integer not null references share,
    opened_at text not null,
    last_seen_at text not null,
    unlocked_until text,
    shown integer not null default 0,
    ended_at text
) strict;
create index share_visit_share on share_visit (share_id);

-- What was done to links, and by whom. Rows are only ever added.
create table share_event (
    event_id integer primary key,
    share_id integer not null references share,
    at text not null,
    kind text not null check (
        kind in ('created', 'changed', 'paused', 'resumed', 'rotated', 'revoked', 'viewed', 'unlocked', 'wrong_passcode')
    ),
    who text not null,
    detail text not null default ''
) strict;
create index share_event_share on share_event (share_id)
