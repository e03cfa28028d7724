-- Grain: entity of one account, before the batch.
select * exclude (client_id, source, account)
from entity
where client_id = $client_id and source = $source and account = $account
order by entity_key
