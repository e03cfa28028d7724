-- Grain: outcome × kind of the batch; the last row of the file wins where it tells of one twice.
create or replace temp table arriving_outcome as
select
    outcome_key, kind, last(day) as day, last(created_day) as created_day, last(origin) as origin, last(state) as state,
    last(counted) as counted, last(currency) as currency, last(value) as value, last(refunded) as refunded
from batch_outcomes
group by outcome_key, kind
