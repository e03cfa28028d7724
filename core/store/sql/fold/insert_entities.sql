insert into entity
select
    $client_id, $source, $account, level, entity_key, external_id, name, parent, channel, campaign_type, objective,
    result_kind, bid_strategy, labels, first_day, last_day, status, status_reason, status_day,
    match_type
from touched_entity
order by entity_key
