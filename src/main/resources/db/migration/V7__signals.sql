-- Intake by other doors than mail: monitoring signals, and keys under which a program registers a request once.

create table signal_key (
    product    text   not null references product,
    key        text   not null,
    request_id bigint references request,
    primary key (product, key)
);
comment on table signal_key is 'Which request a signal of this key belongs to; its row is locked while one is taken';

create sequence signal_seq increment by 1;
create table signal (
    id          bigint primary key default nextval('crm.signal_seq'),
    request_id  bigint      not null references request,
    product     text        not null references product,
    key         text        not null,
    severity    text        not null check (severity in ('CRITICAL', 'ERROR', 'WARNING')),
    text        text        not null,
    received_at timestamptz not null,
    received_by text        not null
);
comment on table signal is 'What monitoring has reported (BONUS-2-06, ECRM-2.8-02); append-only';
create index signal_request on signal (request_id, id);
create trigger signal_append_only before update or delete on signal
    for each row execute function refuse_change();

create table intake_key (
    actor       text        not null,
    key         text        not null,
    fingerprint bytea       not null,
    request_id  bigint references request,
    created_at  timestamptz not null,
    primary key (actor, key)
);
comment on table intake_key is 'Idempotency-Key of a request that a program registered';
