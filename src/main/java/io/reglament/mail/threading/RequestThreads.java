package io.reglament.mail.threading;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MessageIds.Token;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the requests that a mail may speak of, by falling trust (mail rule TH-1). */
@Component
public class RequestThreads {

    private static final List<String> RECIPIENTS =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"@]{1,64}@[^\\s<>,;:\"@]{1,253}");
    private static final int MOST_ADDRESSES = 100;
    private static final int MOST = 20;

    private final MessageIds messageIds;
    private final Requests requests;
    private final JdbcClient jdbc;
    private final Pattern number;

    RequestThreads(MessageIds messageIds, Requests requests, ProductProfiles profiles, JdbcClient jdbc) {
        this.messageIds = messageIds;
        this.requests = requests;
        this.jdbc = jdbc;
        String products = profiles.all().stream().map(ProductProfile::prefix).collect(Collectors.joining("|"));
        this.number = Pattern.compile("(?i)(?<![\\p{L}\\d-])(" + products + ")-(\\d{4})-(\\d{6,12})(?![\\d-])");
    }

    /** What the request was found by. */
    public enum Evidence {
        /** Our signed Message-ID, or our signed plus-address. */
        TOKEN,
        /** The Message-ID of a mail that is filed with the request. */
        REFERENCE,
        /** Its number in the subject, which anybody can write. */
        NUMBER,
        /** A mail of the same thread is filed with the request, though neither names the other. */
        THREAD,
        /** Somebody else sent the same words at the same time. */
        TEXT;

        /** @return whether the mail itself names the request or one of its mails */
        public boolean isNamed() {
            return this == TOKEN || this == REFERENCE || this == NUMBER;
        }
    }

    /** @param token of our mail that is answered; null unless found by it */
    public record Found(RequestView request, Evidence evidence, Token token) {

        /** @return our mail that is answered; null unless found by token */
        public Long outboundId() {
            return token == null ? null : token.outboundId();
        }
    }

    /**
     * @param report whether a mail system wrote it: only then do the headers that it returns count (mail rule PA-9)
     * @return what the mail names, most trusted first and newest first within the same trust; each request once
     */
    public List<Found> named(ParsedMail mail, boolean report) {
        List<String> newestFirst = new ArrayList<>(mail.references());
        Collections.reverse(newestFirst);
        List<Found> found = new ArrayList<>();
        addressees(mail).forEach(address -> messageIds.readAddress(address).ifPresent(t -> add(found, t)));
        newestFirst.forEach(id -> messageIds.read(id).ifPresent(t -> add(found, t)));
        if (report) {
            mail.returnedIds().forEach(id -> messageIds.read(id).ifPresent(t -> add(found, t)));
        }
        byReference(newestFirst).forEach(id -> add(found, id, Evidence.REFERENCE));
        Matcher named = number.matcher(mail.subject());
        while (named.find() && found.size() < MOST) {
            requests.find(named.group().toUpperCase(Locale.ROOT))
                    .ifPresent(request -> add(found, new Found(request, Evidence.NUMBER, null)));
        }
        return found;
    }

    /**
     * @param product lower-case code of the mailbox that the mail came to
     * @param contentHash of the mail's words; null if they are too few to mean anything
     * @return what belongs together though no mail of it names another: answers that came before what they answer, the
     *     branches of one thread, one text sent to many
     */
    public List<Found> related(long mailId, ParsedMail mail, String product, byte[] contentHash) {
        List<Found> found = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(mail.references());
        ids.add(mail.messageId());
        jdbc.sql("""
                select distinct i.request_id from crm.inbound_reference f join crm.inbound_mail i on i.id = f.mail_id
                where f.id_hash in (select md5(x)::uuid from unnest(:ids) x) and i.id <> :mail and i.product = :product
                    and i.request_id is not null and i.outcome in ('REQUEST', 'REPLY')
                order by i.request_id limit 20
                """)
                .param("ids", ids.toArray(String[]::new))
                .param("mail", mailId)
                .param("product", product)
                .query(Long.class)
                .list()
                .forEach(id -> add(found, id, Evidence.THREAD));
        if (contentHash != null && mail.sender() != null) {
            jdbc.sql("""
                    select e.request_id from crm.inbound_mail e join crm.inbound_mail i on i.id = :mail
                    where e.content_hash = :hash and e.id <> i.id and e.product = i.product and e.request_id is not null
                        and lower(e.sender) <> lower(:sender) and e.outcome in ('REQUEST', 'REPLY')
                        and e.internal_date between i.internal_date - interval '3 hours'
                            and i.internal_date + interval '3 hours'
                    order by e.id limit 5
                    """)
                    .param("mail", mailId)
                    .param("hash", contentHash)
                    .param("sender", mail.sender().email())
                    .query(Long.class)
                    .list()
                    .forEach(id -> add(found, id, Evidence.TEXT));
        }
        return found;
    }

    /** Requests by the Message-IDs of mails that are filed with them, in the order of the ids. */
    private List<Long> byReference(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        record Filed(String messageId, long mailId, long requestId) {}
        return jdbc
                .sql("""
                select message_id, id, request_id from crm.inbound_mail
                where md5(message_id) in (select md5(x) from unnest(:ids) x) and message_id = any(:ids)
                    and request_id is not null and outcome in ('REQUEST', 'REPLY') limit 200
                """)
                .param("ids", ids.toArray(String[]::new))
                .query((rs, i) -> new Filed(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                .list()
                .stream()
                .sorted(Comparator.comparingInt((Filed f) -> ids.indexOf(f.messageId()))
                        .thenComparing(Comparator.comparingLong(Filed::mailId).reversed()))
                .map(Filed::requestId)
                .toList();
    }

    private static Collection<String> addressees(ParsedMail mail) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String name : RECIPIENTS) {
            for (String value : mail.headers().all(name)) {
                Matcher address = ADDRESS.matcher(value);
                while (address.find() && addresses.size() < MOST_ADDRESSES) {
                    addresses.add(address.group());
                }
            }
        }
        return addresses;
    }

    private void add(List<Found> found, Token token) {
        requests.find(token.requestId()).ifPresent(r -> add(found, new Found(r, Evidence.TOKEN, token)));
    }

    private void add(List<Found> found, long requestId, Evidence evidence) {
        Optional<RequestView> request = requests.find(requestId);
        request.ifPresent(r -> add(found, new Found(r, evidence, null)));
    }

    private static void add(List<Found> found, Found one) {
        boolean known =
                found.stream().anyMatch(f -> f.request().id() == one.request().id());
        if (!known && found.size() < MOST) {
            found.add(one);
        }
    }
}
