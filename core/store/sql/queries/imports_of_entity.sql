-- Grain: import that holds day rows of the entity now.
select import_id, min(day) as first_day, max(day) as last_day, count(*) as days
from metric_day
where client_id = $client_id and entity_key = $entity_key
group by import_id
order by import_id
