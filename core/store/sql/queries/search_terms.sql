-- Grain: search term (by name) of one account over exactly one period; a term of several ad groups is added up. Its
-- position is weighted by impressions where it comes from several rows.
with said as (
    select
        lower(e.name) as term, any_value(e.name) as name, p.entity_key,
        any_value(p.currency) as currency,
        max(if(p.measure = 'clicks', p."value", null)) as clicks,
        max(if(p.measure = 'impressions', p."value", null)) as impressions,
        max(if(p.measure = 'spend', p."value", null)) as spend,
        max(if(p.measure = 'conversions', p."value", null)) as conversions,
        max(if(p.measure = 'position', p."value", null)) as place
    from metric_period p
    join entity e on e.client_id = p.client_id and e.entity_key = p.entity_key
    where p.client_id = $client_id and p.source = $source and p.account = $account and p.level = 'search_term'
        and p.start_day = $start and p.end_day = $end
    group by lower(e.name), p.entity_key
)
select
    any_value(name) as name, any_value(currency) as currency, sum(clicks) as clicks, sum(impressions) as impressions,
    sum(spend) as spend, sum(conversions) as conversions,
    cast(sum(place * impressions) / nullif(sum(if(place is null, null, impressions)), 0) as decimal(18, 6)) as place
from said
group by term
order by sum(coalesce(spend, 0)) desc, sum(coalesce(clicks, 0)) desc, any_value(name)
