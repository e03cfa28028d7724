-- Grain: entity × period × measure of the batch. Rows that turn out to be one entity add up if the measure does.
create or replace temp table arriving_period as
select
    entity_key, any_value(level) as level, "start" as start_day, "end" as end_day, measure,
    cast(case when list_contains($additive, measure) then sum(value) else max(value) end as decimal(18, 6)) as value,
    max(bound) as bound
from batch_periods join batch_entity using (e)
group by entity_key, "start", "end", measure
