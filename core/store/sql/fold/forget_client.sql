delete from metric_day where client_id = $client_id;
delete from metric_period where client_id = $client_id;
delete from result_day where client_id = $client_id;
delete from entity where client_id = $client_id;
delete from entity_name where client_id = $client_id;
delete from outcome where client_id = $client_id;
delete from restatement where client_id = $client_id;
delete from known_day where client_id = $client_id;
