-- An incident is a task of the operators of the mailbox's product ---------------------------------------------------------

alter table mail_incident add column product text;
comment on column mail_incident.product is 'Lower-case code of the mailbox''s product; null for incidents from before there were tasks';
comment on column mail_incident.closed_by is 'User id; system where the incident ended by itself';
