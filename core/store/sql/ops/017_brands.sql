-- How a client's own page looks: their name as they write it, their accent colour, their logo (a PNG drawn anew by us).
-- One row per client that has any of these.
create table brand (
    client_id text primary key references client,
    name text not null,
    accent text not null check (accent = '' or accent glob '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'),
    logo blob not null,
    set_by text not null,
    set_at text not null
) strict
