-- Grain: entity × day, of the one level that is counted for its account and day. Money in millionths of `currency`.
select entity_key, day, currency, cast(spend * 1000000 as bigint) as micros
from metric_day
where client_id = $client_id
    and day between $start and $end
    and spend is not null
    and case when list_contains($fine, source || chr(31) || account) then counted_fine else counted end
order by day, entity_key
