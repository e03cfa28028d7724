-- Grain: one row per entity of the client.
select
    entity_key, source, account, level, name, parent, external_id, channel, campaign_type, objective, result_kind,
    bid_strategy, labels, first_day, last_day, status, status_reason, status_day,
    match_type
from entity
where client_id = $client_id
order by source, account, level, entity_key
