-- Grain: entity × day × measure that the batch changes.
create or replace temp table restated as
with changed as (
    select
        entity_key, day,
        unnest([
            {'measure': 'impressions', 'old': cast(old.impressions as decimal(18, 6)), 'new': cast(new.impressions as decimal(18, 6))},
            {'measure': 'clicks', 'old': cast(old.clicks as decimal(18, 6)), 'new': cast(new.clicks as decimal(18, 6))},
            {'measure': 'clicks_all', 'old': cast(old.clicks_all as decimal(18, 6)), 'new': cast(new.clicks_all as decimal(18, 6))},
            {'measure': 'spend', 'old': old.spend, 'new': new.spend},
            {'measure': 'conversions', 'old': old.conversions, 'new': new.conversions},
            {'measure': 'value', 'old': old.value, 'new': new.value},
            {'measure': 'sessions', 'old': cast(old.sessions as decimal(18, 6)), 'new': cast(new.sessions as decimal(18, 6))},
            {'measure': 'engaged_sessions', 'old': cast(old.engaged_sessions as decimal(18, 6)), 'new': cast(new.engaged_sessions as decimal(18, 6))},
            {'measure': 'key_events', 'old': old.key_events, 'new': new.key_events},
            {'measure': 'leads', 'old': old.leads, 'new': new.leads}
        ], recursive := true)
    from (
        select
            new.entity_key, new.day, old, new
        from arriving_day as new
        join metric_day as old on old.rowid = new.old_row
        where old.client_id = $client_id and old.day between $first and $last
            and (
                new.impressions != old.impressions or new.clicks != old.clicks or new.clicks_all != old.clicks_all
                or new.spend != old.spend or new.conversions != old.conversions or new.value != old.value
                or new.sessions != old.sessions or new.engaged_sessions != old.engaged_sessions
                or new.key_events != old.key_events or new.leads != old.leads
            )
    )
)
select * from changed where old != new
