insert into restatement
select $client_id, $import_id, entity_key, day, measure, old, new
from restated
order by day, entity_key, measure
