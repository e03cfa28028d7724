-- What else a card was before it was seen otherwise; null in rows of before, where only name and place were kept.
alter table card_was add column due_complete integer;
alter table card_was add column labels text;
alter table card_was add column members text;
alter table card_was add column fields text;

-- When a grade was written down: given again for the same instant, it changes nothing that was told before.
alter table client_grade add column written_at text not null default ''
