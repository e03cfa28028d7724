-- From where a link was opened: empty unless the server is set up to keep it, and emptied again after thirty days.
alter table share_visit add column address text not null default '';
alter table share_event add column address text not null default ''
