-- Grain: currency. What lies inside the window of the batch, at its levels, and is not in it: such rows are kept.
select currency, count(distinct entity_key) as entities, coalesce(sum(spend), 0) as spend
from metric_day
where client_id = $client_id and source = $source and account = $account and day between $first and $last
    and level in (select distinct level from arriving_day)
    and rowid not in (select old_row from arriving_day where old_row is not null)
group by currency
order by currency
