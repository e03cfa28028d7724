-- Grain: account × calendar day that has rows. The sums are those of the one level that is counted on the day; where no
-- level with money is (analytics by channel), of the channels. A sum is NULL where no file said it.
with placed as (
    select
        *,
        case when counted then 0 when level = 'channel' then 1 else 2 end as place
    from metric_day
    where client_id = $client_id and day between $start and $end
)
select
    source, account, day, any_value(currency) as currency,
    sum(spend) as spend, sum(impressions) as impressions, sum(clicks) as clicks, sum(conversions) as conversions,
    sum("value") as "value", sum(sessions) as sessions, sum(engaged_sessions) as engaged_sessions,
    sum(key_events) as key_events, sum(leads) as leads
from placed
group by source, account, day, place
qualify place = min(place) over (partition by source, account, day)
order by source, account, day
