-- Grain: one order, lead or deal that a shop or CRM lists × what it is (kind). The third claim beside the platforms'
-- conversions and the analytics' key events: what really happened. `outcome_key` is a hash of its number, never the
-- number; no person is told of. `day` is when it happened, `created_day` when it began (a deal's creation; a shop
-- order's own day). `value` is what was paid less what was paid back, `refunded` what was paid back; NULL: not said.
-- `counted` is false for what did not stand (`state`: cancelled, refunded, test, unpaid).
create table outcome (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    outcome_key varchar not null,
    kind varchar not null,
    day date not null,
    created_day date not null,
    origin varchar not null,
    state varchar not null,
    counted boolean not null,
    currency varchar not null,
    value decimal(18, 6),
    refunded decimal(18, 6),
    import_id bigint not null
);

-- What the platform itself says about the delivery of a campaign, ad set or ad, verbatim, on the last day of the file
-- that said it: `Enabled`, `Not delivering`, `Limited by budget` …; empty when no file said it.
alter table entity add column status varchar default '';
alter table entity add column status_reason varchar default '';
alter table entity add column status_day date;
alter table entity add column match_type varchar default '';
