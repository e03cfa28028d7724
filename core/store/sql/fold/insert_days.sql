insert into metric_day
select
    $client_id, $source, $account, level, entity_key, day, $currency,
    impressions, clicks, clicks_all, spend, conversions, value, sessions, engaged_sessions, key_events, leads,
    $import_id, coalesce(level = counted, false), coalesce(level = counted_fine, false)
from arriving_day left join counted_level using (day)
order by day, entity_key
