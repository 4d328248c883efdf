-- Mail of any size is kept whole; what stands between a mailbox and the ledger is written down ----------------------

-- Already compressed or encoded content gains nothing by compression, and slices of it can be read without the rest.
alter table inbound_mail alter column raw set storage external;

create table inbound_mail_part (
    mail_id bigint  not null references inbound_mail on delete cascade,
    no      integer not null,
    content bytea   not null,
    primary key (mail_id, no)
);
alter table inbound_mail_part alter column content set storage external;
comment on table inbound_mail_part is 'Mails over the size limit, whole, in slices from 0; inbound_mail.raw holds their headers';
comment on column inbound_mail.truncated is 'Over the size limit: raw holds only the header, inbound_mail_part the whole';
comment on column inbound_mail.uid_validity is 'Of the server; 0 for mail that was pushed to us, whose UIDs are of pushed_mail_seq';

create sequence pushed_mail_seq increment by 1;

create table mailbox_check (
    mailbox    text primary key,
    checked_at timestamptz not null,
    on_server  bigint      not null,
    in_ledger  bigint      not null,
    missing    bigint      not null
);
comment on table mailbox_check is 'The last comparison of each mailbox with the ledger, by UID';
comment on column mailbox_check.in_ledger is 'Of the mails that are on the server now';
comment on column mailbox_check.missing is 'On the server below the cursor, and not in the ledger when it was compared';

create table mail_incident (
    id        bigint generated always as identity primary key,
    mailbox   text        not null,
    kind      text        not null,
    detail    text        not null,
    opened_at timestamptz not null,
    seen_at   timestamptz not null,
    closed_at timestamptz,
    closed_by text,
    remark    text
);
create unique index mail_incident_open on mail_incident (mailbox, kind) where closed_at is null;
comment on table mail_incident is 'What an operator must look at; open until a person closes it';
comment on column mail_incident.seen_at is 'When it was noticed last; what is noticed again while it is open is the same incident';
