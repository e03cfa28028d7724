-- Grain: account × period × measure: what exports without days say of results, from one level per account and period.
with by_level as (
    select
        source, account, start_day, end_day, measure, any_value(currency) as currency, sum(value) as total,
        case level
            when 'campaign' then 1 when 'ad_set' then 2 when 'ad' then 3 when 'account' then 4 when 'channel' then 5
            when 'event' then 6 when 'device' then 7 when 'network' then 8
        end as place
    from metric_period
    where client_id = $client_id and start_day >= $start and end_day <= $end
        and measure in ('conversions', 'leads', 'value', 'key_events') and value is not null
    group by source, account, start_day, end_day, measure, place
)
select source, account, start_day, end_day, currency, measure, cast(total as decimal(18, 6))
from by_level
where place is not null
qualify place = min(place) over (partition by source, account, start_day, end_day, measure)
order by source, account, start_day, end_day, measure
