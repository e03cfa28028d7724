-- Grain: day × measure that the batch changes.
select day, measure, count(*) as rows, sum(old) as old, sum(new) as new
from restated
group by day, measure
order by day, measure
