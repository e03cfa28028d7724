-- Grain: account × level × period, for the money of exports without days.
with totals as (
    select source, account, level, start_day, end_day, currency, sum(value) as spend
    from metric_period
    where client_id = $client_id and measure = 'spend' and value is not null
        and level in ('campaign', 'ad_set', 'ad', 'account')
    group by all
)
select
    totals.*,
    exists (
        select 1 from metric_day
        where client_id = $client_id and metric_day.source = totals.source and metric_day.account = totals.account
            and spend is not null and counted and day between totals.start_day and totals.end_day
    ) as has_days
from totals
order by start_day, end_day, source, account, level
