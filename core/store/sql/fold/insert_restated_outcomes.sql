-- Of no entity: orders and leads belong to the shop as a whole.
insert into restatement
select $client_id, $import_id, '', day, measure, old, new
from restated_outcome
order by day, measure
