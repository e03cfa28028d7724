-- Grain: name of an entity that lies inside the window of the batch, at its levels, and is not in it; the dearest first.
with kept as (
    select entity_key, coalesce(sum(spend), 0) as spend
    from metric_day
    where client_id = $client_id and source = $source and account = $account and day between $first and $last
        and level in (select distinct level from arriving_day)
        and rowid not in (select old_row from arriving_day where old_row is not null)
    group by entity_key
)
select entity.name
from kept
join entity on entity.client_id = $client_id and entity.entity_key = kept.entity_key
order by kept.spend desc, entity.name
limit $names
