-- Rows of other levels that the batch makes count, or not count any more.
update metric_day
set counted = (level = counted_level.counted), counted_fine = (level = counted_level.counted_fine)
from counted_level
where metric_day.client_id = $client_id and metric_day.source = $source and metric_day.account = $account
    and metric_day.day between $first and $last
    and metric_day.day = counted_level.day
    and (
        metric_day.counted != (level = counted_level.counted)
        or metric_day.counted_fine != (level = counted_level.counted_fine)
    )
