-- Grain: source × account × day × kind × origin × state × currency. `value` is less what was paid back.
select
    source, account, day, kind, origin, state, counted, currency, count(*) as outcomes, sum(value) as value,
    sum(refunded) as refunded
from outcome
where client_id = $client_id and day between $start and $end
group by source, account, day, kind, origin, state, counted, currency
order by day, source, account, kind, origin, state, currency
