-- The card of a request in the vendor's external task tracker.

create table external_card (
    request_id bigint primary key references request,
    tracker    text        not null,
    card_id    text        not null,
    url        text,
    made_at    timestamptz not null,
    unique (tracker, card_id)
);
comment on table external_card is 'One card per request, one request per card (ECRM-3.4-01); append-only';
create trigger external_card_append_only before update or delete on external_card
    for each row execute function refuse_change();
