delete from result_day
using arriving_result as new
where result_day.client_id = $client_id
    and result_day.entity_key = new.entity_key
    and result_day.start_day = new.start_day
    and result_day.end_day = new.end_day
    and result_day.kind = new.kind
    and result_day.attribution = new.attribution
