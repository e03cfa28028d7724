-- What a person found when they looked at something. Rows are only ever added: the newest look at a kind holds.
-- looked_on is the day of the look, written_at the instant (naive UTC) at which it was written down.
create table measure_look (
    look_id integer primary key,
    client_id text not null references client,
    kind text not null,
    state text not null check (state in ('ok', 'doubtful', 'broken', 'not_checked')),
    evidence text not null,
    looked_on text not null,
    looked_by text not null,
    written_at text not null
) strict;
create index measure_look_client on measure_look (client_id, kind, looked_on);

-- What happened, or is coming, on a day or on several. A note that is taken back stays, with who and when.
create table note (
    note_id integer primary key,
    client_id text not null references client,
    first_day text not null,
    last_day text not null check (last_day >= first_day),
    kind text not null check (kind in ('campaign', 'site', 'season', 'fault', 'launch', 'other')),
    stage text check (stage in ('reach', 'act', 'convert', 'engage')),
    body text not null,
    client_visible integer not null default 0,
    prepare_from text,
    written_by text not null,
    written_at text not null,
    taken_back_by text,
    taken_back_at text
) strict;
create index note_client on note (client_id, first_day);

-- How many people a warm audience held on a day, as somebody read it on the platform. size null: not known.
-- Rows are only ever added: the newest reading of an audience holds.
create table audience_size (
    reading_id integer primary key,
    client_id text not null references client,
    platform text not null,
    name text not null,
    size integer check (size >= 0),
    read_on text not null,
    origin text not null default '',
    written_by text not null,
    written_at text not null
) strict;
create index audience_size_client on audience_size (client_id, platform, name)
