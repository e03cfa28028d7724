-- One row per one-time link by which a person sets their own password. Nothing is deleted: a used one stays used.
create table invite (
    token_hash text primary key,
    person_id integer not null references person,
    made_by text not null,
    made_at text not null,
    expires_at text not null,
    ended_at text
) strict;
create index invite_person on invite (person_id)
