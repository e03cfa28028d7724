-- Grain: import × account × day that the import touched: what was known of the day once it was in, summed over the one
-- level that is counted. `through` is the last day of the import's own rows: its file was made after that day.
create table known_day (
    client_id varchar not null,
    import_id bigint not null,
    source varchar not null,
    account varchar not null,
    day date not null,
    through date not null,
    clicks bigint,
    spend decimal(18, 6),
    conversions decimal(18, 6),
    value decimal(18, 6),
    leads decimal(18, 6),
    key_events decimal(18, 6)
);
