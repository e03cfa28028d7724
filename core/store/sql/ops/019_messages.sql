-- What a client's Slack channel is told, and when. A client without a row is told nothing. with_client: the client reads
-- the channel too. since: what was due before is not sent, because nothing was on then, or because it may have been sent
-- and this file came out of a backup.
create table message_settings (
    client_id text primary key references client,
    agenda_on integer not null,
    agenda_hour integer not null check (agenda_hour between 0 and 23),
    memo_on integer not null,
    nudge_on integer not null,
    nudge_hour integer not null check (nudge_hour between 0 and 23),
    with_client integer not null,
    since text not null,
    set_by text not null,
    set_at text not null
) strict;

-- Every message to Slack, word for word. Rows are never deleted.
-- queued: to be sent · sending: it may have reached Slack, and no answer is known yet · sent: Slack took it · maybe: nobody
-- knows whether Slack took it, so it is not sent again by itself · dead: it was not sent · dropped: a person let it rest,
-- sent it again as another row, or switched its kind off. `dedupe` says what the message is about: a client gets one.
create table message (
    message_id integer primary key,
    client_id text not null references client,
    kind text not null check (kind in ('agenda', 'memo', 'nudge')),
    dedupe text not null,
    payload text not null,
    state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'maybe', 'dead', 'dropped')),
    tries integer not null default 0,
    tried_at text,
    next_at text not null,
    until text not null,
    why_en text not null default '',
    why_fi text not null default '',
    asked_by text not null,
    asked_at text not null,
    ended_at text,
    unique (client_id, dedupe)
) strict;

-- What is known of an address in Slack. The address is a secret, so it is named by a mark: the beginning of its SHA-256.
-- not_before: Slack asked us to wait so long. stopped_at: Slack takes nothing there any more, and why.
create table slack_address (
    mark text primary key,
    not_before text not null default '',
    stopped_at text,
    why_en text not null default '',
    why_fi text not null default ''
) strict
