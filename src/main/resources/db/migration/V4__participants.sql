-- People around a request: the customer's colleagues who take part, and the vendor's people who are away.

create table request_participant (
    request_id bigint      not null references request,
    contact_id bigint      not null references contact,
    added_by   text        not null,
    added_at   timestamptz not null,
    primary key (request_id, contact_id)
);
comment on table request_participant is 'Who else of the customer gets copies of our mails and may reply to the request';
create index request_participant_contact on request_participant (contact_id);

create table absence (
    user_id     text primary key,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    deputy      text        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,
    check (ends_at > starts_at),
    check (deputy <> user_id)
);
comment on table absence is 'Who is away until when, and who gets what is assigned to them meanwhile';

alter table request add column delegated_by text;
comment on column request.delegated_by is 'User id of whom the assignee stands in for; null where nobody is stood in for';
