-- Grain: import × account × day that the import touched: what was known of the day once it was in.
select import_id, source, account, day, through, clicks, spend, conversions, value, leads, key_events
from known_day
where client_id = $client_id and source = coalesce($source, source) and account = coalesce($account, account)
order by source, account, day, import_id
