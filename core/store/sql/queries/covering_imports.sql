-- Grain: account × import that holds counted day rows of it now, with the days of those rows.
select source, account, import_id, min(day) as first_day, max(day) as last_day
from metric_day
where client_id = $client_id and day < $before and counted
group by source, account, import_id
order by source, account, import_id
