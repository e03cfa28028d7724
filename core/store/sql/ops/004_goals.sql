-- What an event stands for: goal kind and stage. `source` '' means any source; `event_key` is the event as it is compared.
create table goal (
    goal_id integer primary key,
    client_id text not null references client,
    event text not null,
    event_key text not null,
    source text not null default '',
    stage text not null check (stage in ('reach', 'act', 'convert', 'engage')),
    kind text not null check (kind in ('soft_lead', 'hard_lead', 'cart', 'order')),
    set_by text not null,
    set_at text not null,
    unique (client_id, event_key, source)
) strict;

-- Whose count of results is used where one number is needed; a client without a row goes by the platforms'.
create table claim_choice (
    client_id text primary key references client,
    claim text not null check (claim in ('platform', 'analytics', 'outcome')),
    set_by text not null,
    set_at text not null
) strict;

-- One unit of `base` is `rate` units of `quote` on a day. Rates are public facts, the same for every client.
create table rate (
    day text not null,
    base text not null,
    quote text not null,
    rate text not null,
    origin text not null default '',
    set_by text not null,
    set_at text not null,
    primary key (base, quote, day)
) strict, without rowid;
create index rate_day on rate (day desc, base, quote);

-- A file of the inbox that waits for a person: what was last found in it, as the command line's JSON.
create table inbox_file (
    client_id text not null references client,
    account text not null,
    name text not null,
    stamp text not null,
    outcome text not null,
    seen_at text not null,
    primary key (client_id, account, name)
) strict, without rowid;
