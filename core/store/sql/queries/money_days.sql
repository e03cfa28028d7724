-- Grain: account × day that has counted money.
select distinct source, account, day
from metric_day
where client_id = $client_id and day between $start and $end and spend is not null and counted
