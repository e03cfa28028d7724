-- Grain: measure of outcomes that the batch changes.
select measure, count(*) as days, sum(old) as old, sum(new) as new
from restated_outcome
group by measure
order by measure
