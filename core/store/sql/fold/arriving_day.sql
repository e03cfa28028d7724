-- Grain: entity × day of the batch, as it will lie in metric_day. A measure the file does not say keeps what an earlier
-- file said. old_row is the row it takes the place of, if any.
create or replace temp table arriving_day as
with mapped as (
    select
        entity_key, any_value(level) as level, day,
        cast(sum(impressions) as bigint) as impressions,
        cast(sum(clicks) as bigint) as clicks,
        cast(sum(clicks_all) as bigint) as clicks_all,
        cast(sum(spend) as decimal(18, 6)) as spend,
        cast(sum(conversions) as decimal(18, 6)) as conversions,
        cast(sum(value) as decimal(18, 6)) as value,
        cast(sum(sessions) as bigint) as sessions,
        cast(sum(engaged_sessions) as bigint) as engaged_sessions,
        cast(sum(key_events) as decimal(18, 6)) as key_events,
        cast(sum(leads) as decimal(18, 6)) as leads
    from batch_days join batch_entity using (e)
    group by entity_key, day
),
there as (
    select rowid as old_row, *
    from metric_day
    where client_id = $client_id and source = $source and account = $account and day between $first and $last
)
select
    mapped.entity_key, mapped.level, mapped.day, there.old_row,
    coalesce(mapped.impressions, there.impressions) as impressions,
    coalesce(mapped.clicks, there.clicks) as clicks,
    coalesce(mapped.clicks_all, there.clicks_all) as clicks_all,
    coalesce(mapped.spend, there.spend) as spend,
    coalesce(mapped.conversions, there.conversions) as conversions,
    coalesce(mapped.value, there.value) as value,
    coalesce(mapped.sessions, there.sessions) as sessions,
    coalesce(mapped.engaged_sessions, there.engaged_sessions) as engaged_sessions,
    coalesce(mapped.key_events, there.key_events) as key_events,
    coalesce(mapped.leads, there.leads) as leads
from mapped left join there on there.entity_key = mapped.entity_key and there.day = mapped.day
