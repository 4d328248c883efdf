package io.reglament.mail;

import io.reglament.mail.budget.CircuitBreaker;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Automatic mail that is held back until a person releases or drops it (mail rule AU-7). */
@Service
@Transactional
public class HeldMails {

    private static final String CAUSE = "held-mail";
    private static final int MOST = 200;
    private static final String SELECT = """
            select o.id, o.product, r.number, o.recipient, o.subject, o.held_reason as reason, o.created_at
            from crm.outbound_mail o join crm.request r on r.id = o.request_id""";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Archive archive;
    private final CircuitBreaker breaker;

    HeldMails(JdbcClient jdbc, Outbox outbox, Archive archive, CircuitBreaker breaker) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.archive = archive;
        this.breaker = breaker;
    }

    /**
     * A mail that waits for a person's word.
     *
     * @param reason a {@link io.reglament.mail.budget.HoldReason}'s name
     */
    public record HeldMail(
            long id,
            String product,
            String number,
            String recipient,
            String subject,
            String reason,
            Instant createdAt) {}

    /**
     * Whether all automatic mail is stopped.
     *
     * @param reason why it opened, or that it was closed; null if it never opened
     * @param changedBy user id; null if it opened by itself, or never
     */
    public record Breaker(boolean open, String reason, String changedBy, Instant changedAt) {}

    /** @return of these products, the oldest first, at most 200 */
    @Transactional(readOnly = true)
    public List<HeldMail> list(Collection<String> products) {
        return jdbc.sql(SELECT + " where o.state = 'HELD' and o.product = any(?) order by o.id limit " + MOST)
                .param(products.toArray(String[]::new))
                .query(HeldMail.class)
                .list();
    }

    /** @return empty if it is not held, or not any more */
    @Transactional(readOnly = true)
    public Optional<HeldMail> find(long id) {
        return jdbc.sql(SELECT + " where o.state = 'HELD' and o.id = ?")
                .param(id)
                .query(HeldMail.class)
                .optional();
    }

    /**
     * Sends it now.
     *
     * @param person user id
     * @throws NoSuchElementException if it is not held, or not any more
     */
    public void release(long id, String person) {
        HeldMail mail = held(id);
        outbox.release(id, person);
        note(mail, person, "mail to " + mail.recipient() + " released");
    }

    /**
     * Never sends it; the row stays.
     *
     * @param person user id
     * @throws NoSuchElementException if it is not held, or not any more
     */
    public void drop(long id, String person) {
        HeldMail mail = held(id);
        outbox.drop(id, person);
        note(mail, person, "mail to " + mail.recipient() + " will not be sent");
    }

    /** @return the circuit breaker's state */
    @Transactional(readOnly = true)
    public Breaker breaker() {
        CircuitBreaker.State state = breaker.state();
        return new Breaker(state.open(), state.reason(), state.changedBy(), state.changedAt());
    }

    /** Lets new automatic mail leave again; what is held stays held. */
    public void closeBreaker(String person) {
        breaker.close(person);
    }

    private HeldMail held(long id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("mail " + id + " is not held back"));
    }

    private void note(HeldMail mail, String person, String text) {
        jdbc.sql("select id from crm.request where number = ?")
                .param(mail.number())
                .query(Long.class)
                .optional()
                .ifPresent(request -> archive.add(request, person, ArchiveEntry.Kind.DELIVERY, CAUSE, text));
    }
}
