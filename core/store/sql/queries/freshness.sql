-- Grain: account, from its day rows before a day. The currency and the import are those of its last day; when several
-- files met on it, of the newest import. (day, import_id) as one number: a pair would take twice as long to compare.
select
    source, account,
    arg_max(currency, (day - date '1970-01-01') * 1099511627776 + import_id) as currency,
    min(day) as first_day, max(day) as last_day,
    arg_max(import_id, (day - date '1970-01-01') * 1099511627776 + import_id) as last_import_id,
    coalesce(bool_or(spend is not null), false) as spends
from metric_day
where client_id = $client_id and day < $before
group by source, account
order by source, account
