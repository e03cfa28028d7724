-- Grain: account × level × period × currency, for the money of exports without days.
select source, account, level, start_day, end_day, currency, sum(value) as spend
from metric_period
where client_id = $client_id and measure = 'spend' and value is not null
    and level in ('campaign', 'ad_set', 'ad', 'account')
group by all
order by start_day, end_day, source, account, level
