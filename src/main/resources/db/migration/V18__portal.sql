-- The customer's page behind the signed links.

-- A form that is sent twice is taken once.
create table portal_message (
    request_id bigint      not null references request,
    contact_id bigint      not null references contact,
    once       text        not null,
    sent_at    timestamptz not null,
    primary key (request_id, contact_id, once)
);
comment on column portal_message.once is 'What the form was given when its page was shown';

-- What people of the customer think of how a request went; one opinion each, which they may change.
create table request_rating (
    request_id bigint      not null references request,
    contact_id bigint      not null references contact,
    score      smallint    not null check (score between 1 and 5),
    remark     text,
    rated_at   timestamptz not null,
    primary key (request_id, contact_id)
);

-- How often links and addresses may still ask; worth nothing after a crash, so that no log is written for it.
create unlogged table visitor_budget (
    visitor text             primary key,
    tokens  double precision not null,
    at      timestamptz      not null
);
create index visitor_budget_at on visitor_budget (at);
