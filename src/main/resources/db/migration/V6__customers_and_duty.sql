-- Customers kept by people: where they are, what their contracts say, who changed what; and who is on duty when.

alter table customer add column country text not null default 'RU' check (country ~ '^[A-Z]{2}$');
comment on column customer.country is 'ISO 3166-1: whose public holidays count';
create index customer_name on customer (lower(name), id);

alter table contract
    add column representative_id bigint references contact,
    add column curator_id        bigint references contact;
create index contract_number on contract (product, lower(number));

create table contract_service (
    contract_id bigint not null references contract,
    service     text   not null,
    primary key (contract_id, service)
);
comment on table contract_service is 'Codes of the profile''s services that the contract names; none: all of them';

create sequence customer_event_seq increment by 1;
create table customer_event (
    id          bigint primary key default nextval('crm.customer_event_seq'),
    customer_id bigint      not null references customer,
    at          timestamptz not null,
    actor       text        not null,
    kind        text        not null check (kind in ('CUSTOMER', 'CONTACT', 'CONTRACT')),
    subject_id  bigint      not null,
    subject     text        not null,
    product     text references product,
    version     integer     not null,
    field       text        not null,
    old_value   text,
    new_value   text
);
comment on table customer_event is 'Who changed what about a customer: append-only, see the trigger';
comment on column customer_event.product is 'Of a contract: shown to those who serve it; null where all may read it';
comment on column customer_event.version is 'The version that the change made, so that a later writer is told what happened';
create index customer_event_customer on customer_event (customer_id, id);
create trigger customer_event_append_only before update or delete on customer_event
    for each row execute function refuse_change();

create sequence duty_shift_seq increment by 1;
create table duty_shift (
    id         bigint primary key default nextval('crm.duty_shift_seq'),
    product    text        not null references product,
    user_id    text        not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    created_by text        not null,
    created_at timestamptz not null,
    check (ends_at > starts_at and ends_at <= starts_at + interval '31 days')
);
comment on table duty_shift is 'Who of the first line is on duty when (BONUS-10.1-03, BONUS-10.5-01); shifts may overlap';
create index duty_shift_product on duty_shift (product, ends_at, starts_at);
