-- Grain: one row per name an entity has had.
select entity_key, name, first_day, last_day, import_id
from entity_name
where client_id = $client_id
order by entity_key, first_day, name
