-- Grain: day × measure that the import changed.
select day, measure, count(*) as rows, sum(old) as old, sum(new) as new
from restatement
where client_id = $client_id and import_id = $import_id
group by day, measure
order by day, measure
