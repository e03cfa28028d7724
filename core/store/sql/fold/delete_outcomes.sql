-- Every kind of an outcome that the batch tells of: a deal that was won and is open again is no order any more.
delete from outcome
where client_id = $client_id and source = $source and account = $account
    and outcome_key in (select outcome_key from arriving_outcome)
