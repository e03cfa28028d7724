-- What became of an action, one row an act: it was done, opened again, or its day was moved. meeting_action.due stays
-- the first day promised; of one action the newest row of a kind holds. `due` is told of a moved day only.
create table meeting_action_step (
    step_id integer primary key,
    action_id integer not null references meeting_action,
    client_id text not null references client,
    act text not null check (act in ('done', 'open', 'due')),
    due text,
    at text not null,
    said_by text not null,
    check ((due is not null) = (act = 'due'))
) strict;
create index meeting_action_step_client on meeting_action_step (client_id);
insert into meeting_action_step (action_id, client_id, act, at, said_by)
    select action_id, client_id, 'done', done_at, coalesce(done_by, '') from meeting_action where done_at is not null;
alter table meeting_action drop column done_at;
alter table meeting_action drop column done_by;

-- A yes or no to a proposal: `answer` is empty for a plain decision. `raised_id`: the raised line it answers, 0 without.
alter table meeting_decision add column answer text not null default '' check (answer in ('', 'yes', 'no'));
alter table meeting_decision add column raised_id integer not null default 0;

-- A card's name and place before it was seen with others. `until`: as of when the board was seen anew.
create table card_was (
    client_id text not null references client,
    board_id text not null,
    card_id text not null,
    name text not null,
    pos real not null,
    until text not null
) strict;
create index card_was_client on card_was (client_id, until)
