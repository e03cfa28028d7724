-- Grain: import × what it is to a figure (kind) that holds rows of the client in the period now, with the account it is
-- of. 'rows' are of the levels from which figures are added up, 'terms' are search terms and queries (totals of any
-- period inside, for they are compared period by period), 'outcomes' are orders, leads and deals.
select 'rows' as kind, source, account, import_id, min(day) as first_day, max(day) as last_day,
    count(distinct day) as days
from metric_day
where client_id = $client_id and day between $start and $end
    and (level in ('campaign', 'ad_set', 'ad', 'account', 'channel') or key_events is not null)
group by source, account, import_id
union all
select 'rows', source, account, import_id, min(start_day), max(end_day), 0
from metric_period
where client_id = $client_id and start_day = $start and end_day = $end
    and level in ('campaign', 'ad_set', 'ad', 'account', 'channel')
group by source, account, import_id
union all
select 'terms', source, account, import_id, min(start_day), max(end_day), 0
from metric_period
where client_id = $client_id and start_day >= $start and end_day <= $end and level = 'search_term'
group by source, account, import_id
union all
select 'terms', source, account, import_id, min(day), max(day), count(distinct day)
from metric_day
where client_id = $client_id and day between $start and $end and level = 'search_term'
group by source, account, import_id
union all
select 'outcomes', source, account, import_id, min(day), max(day), count(distinct day)
from outcome
where client_id = $client_id and day between $start and $end
group by source, account, import_id
order by source, account, first_day, import_id
