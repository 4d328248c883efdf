-- Replies that people write at the desk: drafts, what waits to leave, and files on their way out.

-- Slices of a file are read without the rest.
alter table attachment alter column content set storage external;

create sequence uploaded_file_seq increment by 1;
create table uploaded_file_part (
    upload_id bigint  not null,
    no        integer not null,
    content   bytea   not null,
    primary key (upload_id, no)
);
alter table uploaded_file_part alter column content set storage external;
comment on table uploaded_file_part is 'Files that no message has yet, in slices from 0; gone when they become attachments';

-- Outgoing mail with attachments --------------------------------------------------------------------------------

-- A reply's message is filed before the mail that carries its files is rendered.
alter table message alter constraint message_outbound_id_fkey deferrable initially deferred;

create table outbound_mail_file (
    outbound_id   bigint  not null references outbound_mail,
    at_byte       integer not null,
    attachment_id bigint  not null references attachment,
    primary key (outbound_id, at_byte)
);
comment on table outbound_mail_file is 'Where in outbound_mail.raw which file stands, in Base64: the mail refers to it and does not hold it';

alter table outbound_mail add column copy_of bigint references outbound_mail;
comment on column outbound_mail.copy_of is 'The same mail to the first recipient, with which it is one message of the conversation';

-- Drafts and replies --------------------------------------------------------------------------------------------

create table reply_draft (
    request_id bigint      not null references request,
    person     text        not null,
    text       text        not null,
    copies     text[]      not null,
    internal   boolean     not null,
    changed_at timestamptz not null,
    version    integer     not null,
    primary key (request_id, person)
);
comment on column reply_draft.version is 'Never goes back: what another tab saved from before is refused, even when the draft was sent';

create sequence reply_seq increment by 1;
create table reply (
    id         bigint primary key,
    request_id bigint      not null references request,
    person     text        not null,
    text       text        not null,
    copies     text[]      not null,
    state      text        not null default 'WAITING' check (state in ('WAITING', 'SENT', 'TAKEN_BACK')),
    created_at timestamptz not null,
    undo_until timestamptz not null,
    send_at    timestamptz not null,
    message_id bigint references message,
    check ((state = 'SENT') = (message_id is not null))
);
create index reply_waiting on reply (request_id, id) where state = 'WAITING';

create sequence reply_file_seq increment by 1;
create table reply_file (
    id            bigint primary key,
    request_id    bigint not null references request,
    person        text   not null,
    reply_id      bigint references reply,
    name          text   not null,
    content_type  text   not null,
    size          bigint not null,
    sha256        bytea,
    upload_id     bigint,
    attachment_id bigint references attachment,
    check ((upload_id is null) <> (attachment_id is null))
);
create index reply_file_draft on reply_file (request_id, person) where reply_id is null;
create index reply_file_reply on reply_file (reply_id);
comment on column reply_file.reply_id is 'Null: a file of the person''s draft';
comment on column reply_file.upload_id is 'In uploaded_file_part, until the reply leaves';
comment on column reply_file.attachment_id is 'A file that the request has already, or has since the reply left';
