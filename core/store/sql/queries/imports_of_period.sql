-- Grain: import that holds rows of the client in the period now, with the account it is of; only levels whose rows
-- figures are added up from.
select source, account, import_id, min(day) as first_day, max(day) as last_day, count(distinct day) as days
from metric_day
where client_id = $client_id and day between $start and $end
    and level in ('campaign', 'ad_set', 'ad', 'account', 'channel')
group by source, account, import_id
union all
select source, account, import_id, min(start_day) as first_day, max(end_day) as last_day, 0 as days
from metric_period
where client_id = $client_id and start_day = $start and end_day = $end
    and level in ('campaign', 'ad_set', 'ad', 'account', 'channel')
group by source, account, import_id
order by source, account, first_day, import_id
