-- Grain: entity, for period totals of exactly this period, of the one level that is counted for its account.
with matching as (
    select
        entity_key, source, account, currency, value as spend,
        case level when 'campaign' then 1 when 'ad_set' then 2 when 'ad' then 3 else 4 end as place
    from metric_period
    where client_id = $client_id and measure = 'spend' and value is not null
        and level in ('campaign', 'ad_set', 'ad', 'account')
        and start_day = $start and end_day = $end
)
select entity_key, source, account, currency, spend
from matching
qualify place = min(place) over (partition by source, account)
order by source, account, entity_key
