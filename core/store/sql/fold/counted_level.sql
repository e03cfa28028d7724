-- Grain: day of the batch, with the one level whose money counts for the account on that day: the first that has money.
create or replace temp table counted_level as
with present as (
    select day, level, bool_or(spend is not null) as has_money
    from (
        select day, level, spend from arriving_day
        union all
        select day, level, spend
        from metric_day
        where client_id = $client_id and source = $source and account = $account and day between $first and $last
            and day in (select day from arriving_day)
    )
    where level in ('campaign', 'ad_set', 'ad', 'account')
    group by day, level
),
placed as (
    select
        *,
        case level when 'campaign' then 1 when 'ad_set' then 2 when 'ad' then 3 else 4 end as place,
        case level when 'ad_set' then 1 when 'campaign' then 2 when 'ad' then 3 else 4 end as fine_place
    from present
)
select
    day,
    arg_min(level, if(has_money, 0, 10) + place) as counted,
    arg_min(level, if(has_money, 0, 10) + fine_place) as counted_fine
from placed
group by day
