insert into metric_period
select
    $client_id, $source, $account, level, entity_key, start_day, end_day, $currency, measure, value, bound, $import_id
from arriving_period
order by start_day, end_day, entity_key, measure
