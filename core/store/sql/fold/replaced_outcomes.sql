-- Grain: one number, the outcomes of the account that the batch tells of again.
select count(*)
from outcome as old
where old.client_id = $client_id and old.source = $source and old.account = $account
    and old.outcome_key in (select outcome_key from arriving_outcome)
