-- Grain: account × period × channel as the analytics export names it, for visits (sessions) by channel.
select p.source, p.account, p.start_day, p.end_day, e.name, p."value" as sessions
from metric_period p
join entity e on e.client_id = p.client_id and e.entity_key = p.entity_key
where p.client_id = $client_id and p.level = 'channel' and p.measure = 'sessions' and p."value" is not null
    and p.end_day between $start and $end
union all by name
select d.source, d.account, $start::date as start_day, $end::date as end_day, e.name, sum(d.sessions) as sessions
from metric_day d
join entity e on e.client_id = d.client_id and e.entity_key = d.entity_key
where d.client_id = $client_id and d.level = 'channel' and d.sessions is not null and d.day between $start and $end
group by d.source, d.account, e.name
order by source, account, end_day, start_day, name
