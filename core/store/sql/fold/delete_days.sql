delete from metric_day
where client_id = $client_id and day between $first and $last
    and rowid in (select old_row from arriving_day where old_row is not null)
