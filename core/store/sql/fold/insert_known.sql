-- After the batch's days are in: what is known of each of them now.
insert into known_day
select
    $client_id, $import_id, $source, $account, day, $last,
    cast(sum(clicks) as bigint), cast(sum(spend) as decimal(18, 6)), cast(sum(conversions) as decimal(18, 6)),
    cast(sum(value) as decimal(18, 6)), cast(sum(leads) as decimal(18, 6)), cast(sum(key_events) as decimal(18, 6))
from metric_day
where client_id = $client_id and source = $source and account = $account and day between $first and $last
    and counted and day in (select day from arriving_day)
group by day
order by day
