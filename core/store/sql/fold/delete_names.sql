delete from entity_name
where client_id = $client_id and (entity_key, name) in (select entity_key, name from touched_name)
