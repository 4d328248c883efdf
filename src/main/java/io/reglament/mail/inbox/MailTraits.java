package io.reglament.mail.inbox;

import io.reglament.mail.content.Fingerprint;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.ReplyText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is kept of a mail so that others of its thread, and copies of its words, are known beside it. */
@Component
class MailTraits {

    private static final int NEWEST_REFERENCES = 10;
    /** Shorter ones are sent by people who do not know of each other. */
    private static final int SHORTEST_TEXT = 20;

    private static final String PREFIXES =
            "(?iu)^((re|aw|sv|antw|отв|ответ|fwd?|wg|tr|пересл)(\\[\\d{1,3}])?\\s*:\\s*)+";

    private final JdbcClient jdbc;

    MailTraits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return SHA-256 of subject and own words as people read them; null if they are too few to mean anything */
    static byte[] contentHash(ParsedMail mail) {
        String words = plain(mail.subject()).replaceFirst(PREFIXES, "") + "\n" + plain(ReplyText.own(mail));
        return words.length() < SHORTEST_TEXT ? null : Fingerprint.sha256(words.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Waits until nobody else decides a mail of the same thread or with the same words: of two that come together one
     * begins the request and the other one finds it (TH-1).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void lockThread(ParsedMail mail, byte[] contentHash) {
        List<String> keys = new ArrayList<>(known(mail));
        if (contentHash != null) {
            keys.add(HexFormat.of().formatHex(contentHash));
        }
        jdbc.sql("""
                select pg_advisory_xact_lock(k.key) from (
                    select distinct hashtextextended(x, 20) as key from unnest(?) x order by 1) k
                """).param(keys.toArray(String[]::new)).query((rs, i) -> true).list();
    }

    /** Keeps them. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(long mailId, ParsedMail mail, String authentication, byte[] contentHash) {
        jdbc.sql("""
                update crm.inbound_mail i set authentication = :authentication, content_hash = :hash,
                    contested = exists (select 1 from crm.inbound_mail o where md5(o.message_id) = md5(i.message_id)
                        and o.message_id = i.message_id and o.id < i.id and o.fingerprint <> i.fingerprint)
                where i.id = :id
                """)
                .param("authentication", authentication)
                .param("hash", contentHash)
                .param("id", mailId)
                .update();
        Set<String> references = known(mail);
        references.remove(mail.messageId());
        if (!references.isEmpty()) {
            jdbc.sql("""
                    insert into crm.inbound_reference (id_hash, mail_id)
                    select distinct md5(x)::uuid, ?::bigint from unnest(?) x on conflict do nothing
                    """).params(mailId, references.toArray(String[]::new)).update();
        }
    }

    /** @return whether the same mail, which came to another of our mailboxes as well, is part of the request already */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean isFiledElsewhere(InboundMail mail, ParsedMail parsed, long requestId) {
        return jdbc.sql("""
                select exists (select 1 from crm.inbound_mail where md5(message_id) = md5(:id) and message_id = :id
                    and fingerprint = :fingerprint and id <> :mail and request_id = :request
                    and outcome in ('REQUEST', 'REPLY'))
                """)
                .param("id", parsed.messageId())
                .param("fingerprint", mail.fingerprint())
                .param("mail", mail.id())
                .param("request", requestId)
                .query(Boolean.class)
                .single();
    }

    /** @return its own id, the thread's first one, and those it names last */
    private static Set<String> known(ParsedMail mail) {
        List<String> references = mail.references();
        Set<String> ids = new LinkedHashSet<>();
        if (!references.isEmpty()) {
            ids.add(references.get(0));
        }
        ids.addAll(references.subList(Math.max(0, references.size() - NEWEST_REFERENCES), references.size()));
        ids.add(mail.messageId());
        return ids;
    }
}
