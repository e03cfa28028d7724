-- Grain: entity × day, of the one level that is counted for its account and day. Money in millionths of `currency`.
select
    entity_key, day, currency,
    cast(spend * 1000000 as bigint) as micros,
    cast(clicks as bigint) as clicks,
    cast(impressions as bigint) as impressions,
    cast(conversions as double) as conversions,
    cast(value as double) as value,
    cast(leads as double) as leads,
    cast(sessions as bigint) as sessions,
    cast(engaged_sessions as bigint) as engaged_sessions,
    cast(key_events as double) as key_events
from metric_day
where client_id = $client_id
    and day between $start and $end
    and case when list_contains($fine, source || chr(31) || account) then counted_fine else counted end
order by day, entity_key
