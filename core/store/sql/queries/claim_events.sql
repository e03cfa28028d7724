-- Grain: account × event × days × attribution text: results by their own name, of one level per account and days. `own`
-- is true for a property's key events, false for a platform's result kinds; `counted` as in result_day.
with named as (
    select
        source, account, kind as event, attribution, start_day, end_day, false as own, counted, sum(results) as results,
        case level when 'campaign' then 1 when 'ad_set' then 2 when 'ad' then 3 when 'account' then 4 else 5 end as place
    from result_day
    where client_id = $client_id and start_day >= $start and end_day <= $end and results is not null
    group by all
    union all
    select
        d.source, d.account, e.name as event, '' as attribution, d.day, d.day, true, true, sum(d.key_events), 0
    from metric_day as d
    join entity as e on e.client_id = d.client_id and e.entity_key = d.entity_key
    where d.client_id = $client_id and d.day between $start and $end and d.level = 'event' and d.key_events is not null
    group by all
    union all
    -- A report of events without its key events still counts each event; where it has both, the key events speak.
    select
        p.source, p.account, e.name as event, '' as attribution, p.start_day, p.end_day, true,
        p.measure = 'key_events', sum(p.value), if(p.measure = 'key_events', 0, 1)
    from metric_period as p
    join entity as e on e.client_id = p.client_id and e.entity_key = p.entity_key
    where p.client_id = $client_id and p.start_day >= $start and p.end_day <= $end and p.level = 'event'
        and p.measure in ('key_events', 'event_count') and p.value is not null
    group by all
)
select source, account, event, attribution, start_day, end_day, own, counted, cast(results as decimal(18, 6))
from named
qualify place = min(place) over (partition by source, account, start_day, end_day, own)
order by source, account, start_day, event, attribution
