-- Grain: entity × period × kind × attribution text of the batch.
create or replace temp table arriving_result as
select
    entity_key, any_value(level) as level, "start" as start_day, "end" as end_day, kind, attribution,
    cast(sum(results) as decimal(18, 6)) as results, bool_or(counted) as counted
from batch_results join batch_entity using (e)
group by entity_key, "start", "end", kind, attribution
