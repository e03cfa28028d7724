-- Grain: other account of the source that has campaigns of the batch, by id or else by name, over the same days.
select other.account, count(*) as entities
from entity as other
join touched_entity as touched
    on touched.level = other.level
    and if(
        touched.external_id != '' and other.external_id != '',
        touched.external_id = other.external_id,
        touched.name = other.name
    )
where other.client_id = $client_id and other.source = $source and other.account != $account
    and other.level in ('campaign', 'ad_set', 'ad', 'account')
    and other.first_day <= touched.last_day and other.last_day >= touched.first_day
group by other.account
order by other.account
