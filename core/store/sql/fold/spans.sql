-- Grain: entity of the batch that has facts, with the days they span.
select e, min(first_day) as first_day, max(last_day) as last_day
from (
    select e, min(day) as first_day, max(day) as last_day from batch_days group by e
    union all
    select e, min("start"), max("end") from batch_periods group by e
    union all
    select e, min("start"), max("end") from batch_results group by e
)
group by e
order by e
