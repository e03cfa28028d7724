-- Grain: one row: what all searches of one account came to on the days of a period, one level per day: of the campaigns
-- that its search terms name; where they name none, of its search campaigns; of a source without money, of everything.
-- From day rows that reach from the first to the last day, else from the campaigns' totals of exactly this period, else
-- NULL.
with parents as (
    select distinct e.parent
    from metric_period p
    join entity e on e.client_id = p.client_id and e.entity_key = p.entity_key
    where p.client_id = $client_id and p.source = $source and p.account = $account and p.level = 'search_term'
        and p.start_day = $start and p.end_day = $end and e.parent != ''
),
days as (
    select d.day, d.level, d.spend, d.clicks, d.counted, e.name, e.channel
    from metric_day d
    join entity e on e.client_id = d.client_id and e.entity_key = d.entity_key
    where d.client_id = $client_id and d.source = $source and d.account = $account
),
site as (
    select *
    from days
    where $source = 'search_console' and level in ('channel', 'other', 'account')
    qualify level = min(level) over (partition by day)
),
searches as (
    select day, spend, clicks
    from days
    where $source != 'search_console' and counted
        and if(exists (select 1 from parents), name in (select parent from parents), channel = 'paid_search')
    union all
    select day, spend, clicks from site
),
by_day as (
    select sum(spend) as spend, sum(clicks) as clicks
    from searches
    where day between $start and $end and (select min(day) <= $start and max(day) >= $end from days)
),
whole as (
    select
        sum(if(p.measure = 'spend', p."value", null)) as spend,
        sum(if(p.measure = 'clicks', p."value", null)) as clicks
    from metric_period p
    join entity e on e.client_id = p.client_id and e.entity_key = p.entity_key
    where p.client_id = $client_id and p.source = $source and p.account = $account and p.level = 'campaign'
        and p.start_day = $start and p.end_day = $end and p.measure in ('spend', 'clicks')
        and if(exists (select 1 from parents), e.name in (select parent from parents), e.channel = 'paid_search')
)
select
    coalesce(by_day.spend, whole.spend) as spend,
    coalesce(by_day.clicks, cast(whole.clicks as bigint)) as clicks
from by_day, whole
