-- Who has shown that an address is theirs (mail rule AU-8) --------------------------------------------------------------

alter table contact add column proven boolean not null default true;
comment on column contact.proven is 'False while the address is known from mail alone that nobody vouches for: our server found no proof of its sender, nobody answered from it to a letter of ours, no person of ours entered it';
