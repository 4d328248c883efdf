-- Search for requests by anything that was written in them, whoever wrote it and whatever was attached.

-- Russian and English words by their stems, addresses as they are. Longer texts are found by their beginning: a tsvector
-- has a limit, and a mail over it must not be refused for that.
create function message_words(subject text, body text, sender text, recipients text) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('pg_catalog.russian'::regconfig, translate(
        coalesce(left(subject, 1000), '') || ' ' || coalesce(left(body, 50000), '') || ' '
            || coalesce(left(sender, 1000), '') || ' ' || coalesce(left(recipients, 5000), ''), 'ёЁ', 'еЕ'));

create index message_words_search on message using gin (message_words(subject, text, sender, recipients));
create index attachment_file_name_search on attachment using gin (file_name public.gin_trgm_ops);
create index customer_name_search on customer using gin (name public.gin_trgm_ops);
create index contact_name_search on contact using gin (name public.gin_trgm_ops);
create index contact_email_search on contact using gin (email public.gin_trgm_ops);
