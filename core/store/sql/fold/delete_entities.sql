delete from entity
where client_id = $client_id and entity_key in (select entity_key from touched_entity)
