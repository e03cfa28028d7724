-- Grain: day × measure of outcomes that were there before and that the batch changes: how many count, by kind, and what
-- they are worth.
create or replace temp table restated_outcome as
with before as (
    select day, kind, counted, value, outcome_key
    from outcome
    where client_id = $client_id and source = $source and account = $account
        and outcome_key in (select outcome_key from arriving_outcome)
),
told as (
    select day, kind as measure, cast(counted as integer) as old, 0 as new from before
    union all
    select day, kind, 0, cast(counted as integer)
    from arriving_outcome where outcome_key in (select outcome_key from before)
    union all
    select day, 'value', coalesce(value, 0), 0 from before where counted
    union all
    select day, 'value', 0, coalesce(value, 0)
    from arriving_outcome where counted and outcome_key in (select outcome_key from before)
)
select day, measure, cast(sum(old) as decimal(18, 6)) as old, cast(sum(new) as decimal(18, 6)) as new
from told
group by day, measure
having sum(old) != sum(new)
