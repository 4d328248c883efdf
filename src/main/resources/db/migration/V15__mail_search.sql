-- Search for a part of an address or a subject, among a million mails.

create extension if not exists pg_trgm with schema public;

create index inbound_mail_sender_search on inbound_mail using gin (sender public.gin_trgm_ops);
create index inbound_mail_subject_search on inbound_mail using gin (subject public.gin_trgm_ops);
create index outbound_mail_recipient_search on outbound_mail using gin (recipient public.gin_trgm_ops);
create index outbound_mail_subject_search on outbound_mail using gin (subject public.gin_trgm_ops);
create index request_subject_search on request using gin (subject public.gin_trgm_ops);
create index request_number_search on request using gin (number public.gin_trgm_ops);

-- What a person did about a fetched mail outside a task of the process; append-only.
create sequence inbound_mail_event_seq increment by 1;
create table inbound_mail_event (
    id          bigint primary key default nextval('crm.inbound_mail_event_seq'),
    inbound_id  bigint      not null references inbound_mail,
    at          timestamptz not null,
    actor       text        not null,
    kind        text        not null check (kind in ('PUT_BACK')),
    was_outcome text        not null,
    was_reason  text,
    was_rule    text
);
create index inbound_mail_event_mail on inbound_mail_event (inbound_id, id);
