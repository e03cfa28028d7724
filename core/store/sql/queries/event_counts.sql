-- Grain: account × event × day: how often each event happened, be it marked as a key event or not.
select
    p.source, p.account, e.name as event, '' as attribution, p.start_day, p.end_day, true as own, false as counted,
    cast(sum(p.value) as decimal(18, 6)) as results
from metric_period as p
join entity as e on e.client_id = p.client_id and e.entity_key = p.entity_key
where p.client_id = $client_id and p.start_day >= $start and p.end_day <= $end and p.start_day = p.end_day
    and p.level = 'event' and p.measure = 'event_count' and p.value is not null
group by all
order by p.source, p.account, p.start_day, event
