-- Grain: one number, the period values that the batch takes the place of.
select count(*)
from metric_period as old
join arriving_period as new using (entity_key, start_day, end_day, measure)
where old.client_id = $client_id
