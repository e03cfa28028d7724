-- Grain: entity × day × measure that the import changed.
select entity_key, day, measure, old, new
from restatement
where client_id = $client_id and import_id = $import_id
order by day, entity_key, measure
