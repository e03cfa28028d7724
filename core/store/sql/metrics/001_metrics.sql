-- Metrics of all clients. No primary key and no index: rows lie in (client_id, day) order, and a writer replaces them.

-- Grain: entity × calendar day in the account's zone. Additive measures only; NULL means that no file said it.
create table metric_day (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    level varchar not null,
    entity_key varchar not null,
    day date not null,
    currency varchar not null,
    impressions bigint,
    clicks bigint,
    clicks_all bigint,
    spend decimal(18, 6),
    conversions decimal(18, 6),
    value decimal(18, 6),
    sessions bigint,
    engaged_sessions bigint,
    key_events decimal(18, 6),
    leads decimal(18, 6),
    import_id bigint not null,
    counted boolean not null,
    counted_fine boolean not null
);

-- Grain: entity × period × measure. Exports without days, and every measure that does not add up over days.
create table metric_period (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    level varchar not null,
    entity_key varchar not null,
    start_day date not null,
    end_day date not null,
    currency varchar not null,
    measure varchar not null,
    value decimal(18, 6),
    bound varchar,
    import_id bigint not null
);

-- Grain: entity × period (a day has start = end) × kind × attribution text.
create table result_day (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    level varchar not null,
    entity_key varchar not null,
    start_day date not null,
    end_day date not null,
    kind varchar not null,
    attribution varchar not null,
    results decimal(18, 6),
    counted boolean not null,
    import_id bigint not null
);

-- Grain: entity. first_day and last_day are those of its facts; name is the one seen on the latest day.
create table entity (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    level varchar not null,
    entity_key varchar not null,
    external_id varchar not null,
    name varchar not null,
    parent varchar not null,
    channel varchar not null,
    campaign_type varchar not null,
    objective varchar not null,
    result_kind varchar not null,
    bid_strategy varchar not null,
    labels varchar not null,
    first_day date not null,
    last_day date not null
);

-- Grain: entity × name it has had, with the days on which files called it so.
create table entity_name (
    client_id varchar not null,
    source varchar not null,
    account varchar not null,
    level varchar not null,
    entity_key varchar not null,
    name varchar not null,
    first_day date not null,
    last_day date not null,
    import_id bigint not null
);

-- Grain: import × entity × day × measure that the import changed. Only numbers that were there before.
create table restatement (
    client_id varchar not null,
    import_id bigint not null,
    entity_key varchar not null,
    day date not null,
    measure varchar not null,
    old decimal(18, 6) not null,
    new decimal(18, 6) not null
);
