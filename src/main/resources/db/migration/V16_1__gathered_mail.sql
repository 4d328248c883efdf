-- A storm of strangers' mails is one task (mail rule AU-7) ---------------------------------------------------------------

alter table inbound_mail add column gathered_by bigint references inbound_mail;
alter table inbound_mail add column triage_hint text;
comment on column inbound_mail.gathered_by is 'The mail whose task Triage mail stands for this one as well, while both wait to be sorted and afterwards';
comment on column inbound_mail.triage_hint is 'Number of the request that the mail named when it came to be sorted';
create index inbound_mail_gathered on inbound_mail (gathered_by) where gathered_by is not null;
create index inbound_mail_leading on inbound_mail (product, reason) where outcome = 'TO_SORT' and gathered_by is null;
