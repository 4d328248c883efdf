-- What a mail's decision reads, and what is held back.

alter table inbound_mail add column authentication text check (authentication in ('PASS', 'FAIL', 'NONE'));
alter table inbound_mail add column content_hash bytea;
alter table inbound_mail add column contested boolean not null default false;
comment on column inbound_mail.contested is 'Another mail with other words has the same Message-ID (mail rule IN-2)';
comment on column inbound_mail.authentication is 'What our own border server found out about the sender (mail rule PA-16); null while undecided';
comment on column inbound_mail.content_hash is 'SHA-256 of subject and text as people read them: one text sent to many, or again and again, is known by it';
create index inbound_mail_content on inbound_mail (content_hash) where content_hash is not null;

-- Which Message-IDs a mail refers to: a thread is known by any of them, whichever of its mails came first.
create table inbound_reference (
    id_hash uuid   not null,
    mail_id bigint not null references inbound_mail on delete cascade,
    primary key (id_hash, mail_id)
);
comment on column inbound_reference.id_hash is 'md5 of a Message-ID with its angle brackets: ids are too long for an index';

-- Senders whom a person has blocked or trusted, per product. Nothing is deleted: a removed row says who removed it when.
create sequence mail_sender_seq increment by 1;
create table mail_sender (
    id         bigint primary key default nextval('crm.mail_sender_seq'),
    product    text        not null references product,
    pattern    text        not null check (pattern = lower(pattern) and pattern like '%@%'),
    verdict    text        not null check (verdict in ('BLOCKED', 'TRUSTED')),
    reason     text,
    added_by   text        not null,
    added_at   timestamptz not null,
    removed_by text,
    removed_at timestamptz,
    check ((removed_by is null) = (removed_at is null))
);
comment on column mail_sender.pattern is 'An address, or @domain for everybody of a domain; lower case';
create unique index mail_sender_in_force on mail_sender (product, pattern) where removed_at is null;

-- Mail of ours that is not sent until a person says so: over a budget, or the circuit breaker is open.
alter table outbound_mail drop constraint outbound_mail_state_check;
alter table outbound_mail add constraint outbound_mail_state_check
    check (state in ('NEW', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'HELD', 'DROPPED'));
alter table outbound_mail add column held_reason text;
alter table outbound_mail add column released_by text;
alter table outbound_mail add column released_at timestamptz;
create index outbound_mail_held on outbound_mail (product, id) where state = 'HELD';
create index outbound_mail_domain on outbound_mail (substring(lower(recipient) from '@(.*)$'), created_at)
    where kind in ('REGISTERED', 'FOLLOW_UP', 'WITHDRAWN');
create index outbound_mail_created on outbound_mail (created_at);

create table mail_breaker (
    id         smallint primary key check (id = 1),
    open       boolean not null,
    reason     text,
    changed_by text,
    changed_at timestamptz
);
insert into mail_breaker (id, open) values (1, false);
comment on table mail_breaker is 'While it is open, no automatic mail leaves for customers; a person closes it';

-- Addresses that a mail server reported as dead, per request; automatic mail to them is held back.
create table undeliverable_address (
    request_id  bigint      not null references request,
    address     text        not null check (address = lower(address)),
    status      text        not null,
    outbound_id bigint      not null references outbound_mail,
    reported_at timestamptz not null,
    primary key (request_id, address)
);
