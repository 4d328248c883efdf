-- Delivery: what became of a mail is told apart, and a mailbox's pace is shared by all nodes.

alter table outbound_mail drop constraint outbound_mail_state_check;
alter table outbound_mail add constraint outbound_mail_state_check
    check (state in ('NEW', 'SENDING', 'UNKNOWN', 'SENT', 'BOUNCED', 'FAILED', 'HELD', 'DROPPED'));
comment on column outbound_mail.state is 'UNKNOWN: the server may have taken it and could not say so; tried again with the same bytes';

alter table outbound_mail add column return_path text;
comment on column outbound_mail.return_path is 'Where delivery reports go; null: to the sender';

alter table outbound_mail add column slot_at timestamptz;
comment on column outbound_mail.slot_at is 'When the next attempt may begin, where the mailbox has a limit of mails per minute';

drop index outbound_mail_waiting;
create index outbound_mail_waiting on outbound_mail (request_id, id) where state in ('NEW', 'SENDING', 'UNKNOWN');

create table outbound_pace (
    mailbox text primary key,
    free_at timestamptz not null
);
comment on table outbound_pace is 'When the next mail of a mailbox may leave; nothing is here without a limit';
