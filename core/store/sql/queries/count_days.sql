-- Grain: one row for the whole store.
select count(*) as day_rows, sum(spend) as spend from metric_day
