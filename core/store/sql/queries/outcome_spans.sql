-- Grain: source × account × kind, with the days on which outcomes are known.
select source, account, kind, min(day) as first_day, max(day) as last_day, max(import_id) as last_import_id
from outcome
where client_id = $client_id
group by source, account, kind
order by source, account, kind
