-- Grain: one row: the first and last day with rows of the client, both NULL without any.
select min(day) as first_day, max(day) as last_day from metric_day where client_id = $client_id
