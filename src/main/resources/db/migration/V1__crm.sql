-- The CRM's data. The engine keeps the process in schema public; one transaction changes both.

create table product (
    code          text primary key,
    name          text        not null,
    profile_hash  text        not null,
    loaded_at     timestamptz not null
);
comment on table product is 'Reference to the product profile (processes/profiles/<code>.yaml) that was live last';

create table signing_key (
    purpose    text primary key,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);
comment on table signing_key is 'HMAC secrets shared by all nodes; created on first use, never sent out';

-- Customers ------------------------------------------------------------------------------------------------------

create sequence customer_seq increment by 50;
create table customer (
    id          bigint primary key,
    name        text        not null,
    person_type text        not null check (person_type in ('NATURAL', 'LEGAL')),
    time_zone   text        not null,
    language    text        not null check (language in ('ru', 'en')),
    created_at  timestamptz not null,
    version     integer     not null
);

create table customer_domain (
    domain      text primary key check (domain = lower(domain)),
    customer_id bigint not null references customer
);
create index customer_domain_customer on customer_domain (customer_id);

create sequence contact_seq increment by 50;
create table contact (
    id             bigint primary key,
    customer_id    bigint      not null references customer,
    name           text,
    email          text        not null,
    language       text        not null check (language in ('ru', 'en')),
    representative boolean     not null default false,
    curator        boolean     not null default false,
    created_at     timestamptz not null,
    version        integer     not null
);
create unique index contact_email on contact (lower(email));
create index contact_customer on contact (customer_id);

create sequence contract_seq increment by 50;
create table contract (
    id          bigint primary key,
    customer_id bigint  not null references customer,
    product     text    not null references product,
    number      text    not null,
    starts_on   date    not null,
    ends_on     date,
    priority    text check (priority in ('LOW', 'MEDIUM', 'HIGH')),
    version     integer not null,
    check (ends_on is null or ends_on >= starts_on)
);
comment on column contract.priority is 'The priority that this contract sets for its requests (P-10); null where it sets none';
create index contract_customer on contract (customer_id, product);

-- Requests -------------------------------------------------------------------------------------------------------

create sequence request_seq increment by 50;
create table request (
    id                  bigint primary key,
    number              text        not null unique,
    product             text        not null references product,
    state               text        not null,
    mark                text,
    rework_count        integer     not null default 0,
    subject             text        not null,
    channel             text        not null,
    language            text        not null check (language in ('ru', 'en')),
    category            text,
    service             text,
    topic               text,
    priority            text check (priority in ('LOW', 'MEDIUM', 'HIGH')),
    criticality         text check (criticality in ('LOW', 'MEDIUM', 'HIGH')),
    complexity          text check (complexity in ('LOW', 'MEDIUM', 'HIGH')),
    assignee            text,
    assigned_group      text,
    due_at              timestamptz,
    customer_id         bigint      not null references customer,
    contact_id          bigint      not null references contact,
    process_instance_id text,
    registered_at       timestamptz not null,
    changed_at          timestamptz not null,
    closed_at           timestamptz,
    version             integer     not null
);
create index request_product_id on request (product, id desc);
create index request_product_state_id on request (product, state, id desc);
create index request_customer on request (customer_id);
create index request_contact on request (contact_id);

create table request_link (
    from_request bigint      not null references request,
    to_request   bigint      not null references request,
    kind         text        not null check (kind in ('FOLLOW_UP', 'RELATED')),
    created_at   timestamptz not null,
    primary key (from_request, to_request, kind)
);
create index request_link_to on request_link (to_request);

create sequence request_event_seq increment by 50;
create table request_event (
    id         bigint primary key,
    request_id bigint      not null references request,
    at         timestamptz not null,
    actor      text        not null,
    kind       text        not null,
    cause      text        not null,
    field      text,
    old_value  text,
    new_value  text,
    text       text
);
comment on table request_event is 'The archive (BONUS-10.1-35): append-only, see the trigger';
comment on column request_event.cause is 'BPMN element, DMN row or API action that caused it';
create index request_event_request on request_event (request_id, id);

create sequence message_seq increment by 50;
create table message (
    id          bigint primary key,
    request_id  bigint      not null references request,
    direction   text        not null check (direction in ('IN', 'OUT', 'NOTE')),
    at          timestamptz not null,
    sender      text        not null,
    recipients  text        not null,
    subject     text        not null,
    text        text        not null,
    html        text,
    message_id  text,
    inbound_id  bigint,
    outbound_id bigint
);
comment on column message.html is 'As received; sanitised each time it is shown';
create index message_request on message (request_id, id);

create sequence attachment_seq increment by 50;
create table attachment (
    id           bigint primary key,
    request_id   bigint  not null references request,
    message_id   bigint  not null references message,
    file_name    text    not null,
    content_type text    not null,
    content_id   text,
    size         bigint  not null,
    sha256       bytea   not null,
    content      bytea   not null
);
create index attachment_message on attachment (message_id);
create index attachment_request on attachment (request_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'crm.% is append-only', tg_table_name;
end $$;
create trigger request_event_append_only before update or delete on request_event
    for each row execute function refuse_change();
create trigger message_append_only before update or delete on message
    for each row execute function refuse_change();
create trigger attachment_append_only before update or delete on attachment
    for each row execute function refuse_change();

-- Mail -----------------------------------------------------------------------------------------------------------

create table mailbox_cursor (
    mailbox      text primary key,
    uid_validity bigint      not null,
    last_uid     bigint      not null,
    changed_at   timestamptz not null
);

create sequence inbound_mail_seq increment by 1;
create table inbound_mail (
    id              bigint primary key default nextval('crm.inbound_mail_seq'),
    mailbox         text        not null,
    product         text        not null references product,
    uid_validity    bigint      not null,
    uid             bigint      not null,
    internal_date   timestamptz not null,
    fetched_at      timestamptz not null,
    size            bigint      not null,
    sha256          bytea       not null,
    fingerprint     bytea       not null,
    raw             bytea       not null,
    truncated       boolean     not null default false,
    message_id      text,
    refs            text,
    sender          text,
    subject         text,
    unanswerable    boolean     not null default false,
    outcome         text        not null default 'PENDING' check (outcome in ('REQUEST', 'REPLY', 'AUTOMATIC', 'BOUNCE',
                        'DUPLICATE', 'SELF', 'BLOCKED', 'TO_SORT', 'DISCARDED', 'PENDING')),
    reason          text,
    rule            text,
    request_id      bigint references request,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,
    decided_at      timestamptz,
    unique (mailbox, uid_validity, uid)
);
comment on column inbound_mail.truncated is 'Over the size limit: raw holds only the header, the mail is still in the mailbox';
comment on column inbound_mail.refs is 'Message-IDs of References and In-Reply-To, oldest first, separated by spaces';
comment on column inbound_mail.unanswerable is 'By a list, by a program, or asks for no automatic answer: never acknowledged';
create index inbound_mail_sha on inbound_mail (mailbox, sha256);
create index inbound_mail_fingerprint on inbound_mail (mailbox, fingerprint);
create index inbound_mail_message_id on inbound_mail (md5(message_id));
create index inbound_mail_pending on inbound_mail (next_attempt_at, id) where outcome = 'PENDING';
create index inbound_mail_request on inbound_mail (request_id);

create sequence outbound_mail_seq increment by 1;
create table outbound_mail (
    id          bigint primary key default nextval('crm.outbound_mail_seq'),
    request_id  bigint references request,
    product     text        not null references product,
    kind        text        not null,
    dedup_key   text        not null unique,
    message_id  text        not null unique,
    sender      text        not null,
    recipient   text        not null,
    subject     text        not null,
    raw         bytea       not null,
    state       text        not null default 'NEW' check (state in ('NEW', 'SENDING', 'SENT', 'FAILED')),
    attempts    integer     not null default 0,
    last_reply  text,
    created_at  timestamptz not null,
    sent_at     timestamptz
);
create index outbound_mail_request on outbound_mail (request_id, id);
create index outbound_mail_waiting on outbound_mail (id) where state in ('NEW', 'SENDING');
create index outbound_mail_recipient on outbound_mail (lower(recipient), created_at);

alter table message add foreign key (inbound_id) references inbound_mail;
alter table message add foreign key (outbound_id) references outbound_mail;
create index message_inbound on message (inbound_id);
create index message_outbound on message (outbound_id);

-- Work outside the engine: the table of db-scheduler 16 -----------------------------------------------------------

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
