-- What a person should know about a fetched mail beside its words (mail rules PA-9, PA-10, PA-14).

create table mail_note (
    inbound_mail_id bigint not null references inbound_mail on delete cascade,
    position        int    not null,
    kind            text   not null,
    details         text[] not null,
    primary key (inbound_mail_id, position)
);
comment on table mail_note is 'One row a note; the words are those of messages/mailnotes, in the reader''s language';
comment on column mail_note.details is 'Fills the sentence: names, dates and subjects as the mail has them';
