-- Grain: entity × name of one account, before the batch.
select level, entity_key, name, first_day, last_day, import_id
from entity_name
where client_id = $client_id and source = $source and account = $account
order by entity_key, name
