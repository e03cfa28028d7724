-- A planned meeting that is moved keeps its id and counts how often; changed_at null: never since it was added.
alter table meeting add column moved integer not null default 0;
alter table meeting add column changed_at text;

-- The secret address of a person's calendar. The token's hash is all that is kept; of one person one is open at most,
-- and nothing that has ended opens again.
create table calendar_feed (
    token_hash text primary key,
    person_id integer not null references person,
    made_at text not null,
    ended_at text
) strict;
create unique index calendar_feed_open on calendar_feed (person_id) where ended_at is null
