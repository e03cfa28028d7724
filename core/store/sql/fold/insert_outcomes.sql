insert into outcome
select
    $client_id, $source, $account, outcome_key, kind, day, created_day, origin, state, counted, currency, value,
    refunded, $import_id
from arriving_outcome
order by day, outcome_key, kind
