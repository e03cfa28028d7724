-- Grain: one row: what a search terms report itself says was spent on terms it does not show, of one account over
-- exactly one period. NULL where the report does not tell.
select
    max(if(p.measure = 'spend', p."value", null)) as spend, max(if(p.measure = 'clicks', p."value", null)) as clicks
from metric_period p
join entity e on e.client_id = p.client_id and e.entity_key = p.entity_key
where p.client_id = $client_id and p.source = $source and p.account = $account and p.level = 'other'
    and p.start_day = $start and p.end_day = $end and e.name = $hidden
