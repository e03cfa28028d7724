-- Grain: account × day: what its source says of results, from the one level that is counted; a property's from the whole,
-- else from its channels, events, devices or networks (each adds up to the whole). NULL: not said.
with by_level as (
    select
        source, account, day,
        case
            when counted then 0
            when level = 'account' then 1
            when level = 'channel' then 2
            when level = 'event' then 3
            when level = 'device' then 4
            when level = 'network' then 5
        end as place,
        any_value(currency) as currency,
        sum(conversions) as conversions, sum(leads) as leads, sum(value) as value, sum(key_events) as key_events
    from metric_day
    where client_id = $client_id and day between $start and $end
    group by source, account, day, place
)
select
    source, account, day, currency,
    cast(conversions as decimal(18, 6)), cast(leads as decimal(18, 6)), cast(value as decimal(18, 6)),
    cast(key_events as decimal(18, 6))
from by_level
where place is not null and coalesce(conversions, leads, key_events) is not null
qualify place = min(place) over (partition by source, account, day)
order by source, account, day
