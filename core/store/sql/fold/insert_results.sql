insert into result_day
select
    $client_id, $source, $account, level, entity_key, start_day, end_day, kind, attribution, results, counted,
    $import_id
from arriving_result
order by start_day, end_day, entity_key, kind, attribution
