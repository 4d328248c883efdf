package io.reglament.mail.outbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts our mails under the customer's own in their mail program (RFC 5322 3.6.4; mail rule TH-7). */
@Component
class ThreadHeaders {

    private static final int LAST_KEPT = 10;
    private static final String MESSAGE_ID = "<[\\x21-\\x7e&&[^<>@]]{1,200}@[\\x21-\\x7e&&[^<>]]{1,200}>";

    private final JdbcClient jdbc;
    private final OutboundMails outbound;

    ThreadHeaders(JdbcClient jdbc, OutboundMails outbound) {
        this.jdbc = jdbc;
        this.outbound = outbound;
    }

    /**
     * @param inReplyTo null if the mail opens a thread
     * @param references oldest first
     */
    record Thread(String inReplyTo, List<String> references) {}

    private record Inbound(String messageId, String references) {}

    /** @return under the customer's newest mail, else under our own newest one to this address */
    Thread of(long requestId, String recipient) {
        Optional<Inbound> newest = jdbc.sql("""
                select i.message_id, i.refs from crm.message m join crm.inbound_mail i on i.id = m.inbound_id
                where m.request_id = ? and m.direction = 'IN' and i.outcome not in ('AUTOMATIC', 'BOUNCE')
                order by m.id desc limit 1
                """)
                .param(requestId)
                .query((rs, i) -> new Inbound(rs.getString("message_id"), rs.getString("refs")))
                .optional();
        if (newest.isPresent()) {
            return thread(newest.get().messageId(), newest.get().references());
        }
        return ofOurs(requestId, recipient);
    }

    /** @return under our own newest mail to this address: what the customer wrote is another conversation */
    Thread ofOurs(long requestId, String recipient) {
        return outbound.newestMessageId(requestId, recipient)
                .map(id -> thread(id, ""))
                .orElseGet(() -> new Thread(null, List.of()));
    }

    static Thread thread(String messageId, String earlier) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : (earlier == null ? "" : earlier).split(" ")) {
            if (id.matches(MESSAGE_ID)) {
                ids.add(id);
            }
        }
        if (messageId == null || !messageId.matches(MESSAGE_ID) || messageId.endsWith("@inbox.invalid>")) {
            return new Thread(null, List.of());
        }
        ids.remove(messageId);
        List<String> all = new ArrayList<>(ids);
        all.add(messageId);
        if (all.size() > LAST_KEPT + 1) {
            List<String> capped = new ArrayList<>(List.of(all.get(0)));
            capped.addAll(all.subList(all.size() - LAST_KEPT, all.size()));
            all = capped;
        }
        return new Thread(messageId, all);
    }
}
