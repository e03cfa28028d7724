insert into entity_name
select $client_id, $source, $account, level, entity_key, name, first_day, last_day, import_id
from touched_name
order by entity_key, name
