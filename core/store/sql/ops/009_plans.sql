-- Targets for single numbers. A change is a new row: the newest valid_from on or before a period's last day holds for
-- it, of one day the row written last. removed_at: typed by mistake, and taken back.
create table kpi_target (
    target_id integer primary key,
    client_id text not null references client,
    metric text not null,
    stage text not null default '' check (stage in ('', 'reach', 'act', 'convert', 'engage')),
    span text not null check (span in ('month', 'sprint', 'quarter')),
    direction text not null check (direction in ('reach', 'above', 'below', 'band')),
    value text not null,
    high text,
    valid_from text not null,
    basis text not null default '',
    set_by text not null,
    set_at text not null,
    removed_by text,
    removed_at text
) strict;
create index kpi_target_client on kpi_target (client_id);

-- Planned money of a period. A change is a new row: the newest decided_on on or before a day holds on that day.
create table budget (
    budget_id integer primary key,
    client_id text not null references client,
    period_start text not null,
    period_end text not null,
    scope text not null check (scope in ('all', 'stage', 'channel', 'entity')),
    scope_key text not null default '',
    amount text not null,
    committed integer not null default 0,
    decided_on text not null,
    basis text not null default '',
    set_by text not null,
    set_at text not null,
    removed_by text,
    removed_at text
) strict;
create index budget_client on budget (client_id);

-- Content with the stage it speaks to. card_id: made on a card of the board; the same card is one content.
create table content (
    content_id integer primary key,
    client_id text not null references client,
    title text not null,
    stage text not null check (stage in ('reach', 'act', 'convert', 'engage')),
    persona text not null default '',
    live_from text not null,
    url text not null default '',
    card_id text not null default '',
    gone_on text,
    added_by text not null,
    added_at text not null,
    removed_by text,
    removed_at text
) strict;
create index content_client on content (client_id)
