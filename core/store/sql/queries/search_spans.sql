-- Grain: account × period for which search terms (or search queries) are stored as totals, ended before a day.
select source, account, start_day, end_day
from metric_period
where client_id = $client_id and level = 'search_term' and end_day < $before
    and measure in ('clicks', 'impressions')
group by source, account, start_day, end_day
order by source, account, end_day, start_day
