package io.reglament.mail.threading;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.ParsedMail;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the request that a mail speaks of, by falling trust (mail rule TH-1). */
@Component
public class RequestThreads {

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
        /** Our signed Message-ID. */
        TOKEN,
        /** The Message-ID of a mail that is filed with the request. */
        REFERENCE,
        /** Its number in the subject, which anybody can write. */
        NUMBER
    }

    /** @param outboundId our mail that is answered; null unless by token */
    public record Found(RequestView request, Evidence evidence, Long outboundId) {}

    public Optional<Found> find(ParsedMail mail) {
        List<String> newestFirst = new ArrayList<>(mail.references());
        Collections.reverse(newestFirst);
        return byToken(newestFirst)
                .or(() -> byToken(mail.returnedIds()))
                .or(() -> byReference(newestFirst))
                .or(() -> byNumber(mail.subject()));
    }

    private Optional<Found> byToken(List<String> ids) {
        for (String id : ids) {
            Optional<Found> found = messageIds
                    .read(id)
                    .flatMap(token -> requests.find(token.requestId())
                            .map(request -> new Found(request, Evidence.TOKEN, token.outboundId())));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> byReference(List<String> ids) {
        for (String id : ids) {
            Optional<Long> requestId =
                    jdbc.sql("""
                    select request_id from crm.inbound_mail where md5(message_id) = md5(:id) and message_id = :id
                        and request_id is not null and outcome in ('REQUEST', 'REPLY') order by id desc limit 1
                    """).param("id", id).query(Long.class).optional();
            if (requestId.isPresent()) {
                return Optional.of(new Found(requests.get(requestId.get()), Evidence.REFERENCE, null));
            }
        }
        return Optional.empty();
    }

    private Optional<Found> byNumber(String subject) {
        Matcher named = number.matcher(subject);
        while (named.find()) {
            Optional<RequestView> request = requests.find(named.group().toUpperCase(Locale.ROOT));
            if (request.isPresent()) {
                return request.map(r -> new Found(r, Evidence.NUMBER, null));
            }
        }
        return Optional.empty();
    }
}
