delete from metric_period
using arriving_period as new
where metric_period.client_id = $client_id
    and metric_period.entity_key = new.entity_key
    and metric_period.start_day = new.start_day
    and metric_period.end_day = new.end_day
    and metric_period.measure = new.measure
