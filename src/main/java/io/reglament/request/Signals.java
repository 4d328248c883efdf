package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.request.IntakeRefused.Problem;
import io.reglament.request.IntakeRefused.Reason;
import io.reglament.request.NewRequest.Channel;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What monitoring reports, without any mail of a customer (T-03, S-40, BONUS-2-06, ECRM-2.8-02). */
@Service
public class Signals {

    /** Its members, people or programs, hand in signals. */
    public static final String OPERATOR = "operator";

    private static final String CAUSE = "signal";
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final Requests requests;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final Intake intake;
    private final JdbcClient jdbc;
    private final Clock clock;

    Signals(
            Requests requests,
            Conversation conversation,
            Archive archive,
            Customers customers,
            Intake intake,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.intake = intake;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How bad it is; a critical one of BONUS is permanent service of high priority (BONUS-2-05). */
    public enum Severity {
        CRITICAL,
        ERROR,
        WARNING
    }

    /**
     * What monitoring says; every item may be null, and is checked.
     *
     * @param key the same for all signals about the same trouble
     * @param contactEmail whose installation it is: a known contact
     * @param customer or the customer's name; its curator counts as contact
     */
    public record Signal(
            String product, String key, String severity, String text, String contactEmail, String customer) {}

    /** @param first whether it has started a request; else it was added to an open one */
    public record Received(RequestView request, boolean first) {}

    /** A signal as it was received. */
    public record SignalView(String key, Severity severity, String text, Instant receivedAt, String receivedBy) {}

    /**
     * Starts a request, or adds the signal to the open request of the same key; of two at once the second waits.
     *
     * @throws IntakeRefused naming every problem
     */
    @Transactional
    public Received receive(Signal signal, Taker taker) {
        if (!taker.admin() && !taker.groups().contains(OPERATOR)) {
            throw new IntakeRefused(Reason.FORBIDDEN, List.of(Problem.of("intake.signal.person", OPERATOR)));
        }
        ProductProfile profile = intake.product(signal.product(), taker);
        List<Problem> problems = new ArrayList<>();
        String key = Intake.text("key", signal.key(), LONGEST_KEY, problems);
        String text = Intake.text("text", signal.text(), LONGEST_TEXT, problems);
        Severity severity = severity(signal.severity(), problems);
        Contact contact = contact(signal, problems);
        if (!problems.isEmpty()) {
            throw new IntakeRefused(Reason.FAULTY, problems);
        }
        Optional<RequestView> open =
                lock(profile.code(), key).flatMap(requests::find).filter(r -> !requests.isEnded(r));
        RequestView request = open.orElseGet(() -> register(profile, contact, severity, key, text, taker));
        keep(request, severity, key, text, taker);
        if (open.isEmpty()) {
            jdbc.sql("update crm.signal_key set request_id = ? where product = ? and key = ?")
                    .params(request.id(), profile.code(), key)
                    .update();
            // The tables read how critical it is from the words, as they do with a customer's.
            requests.start(request.id(), text);
        }
        return new Received(requests.get(request.id()), open.isEmpty());
    }

    /** @return the request's signals, oldest first, at most 100 */
    @Transactional(readOnly = true)
    public List<SignalView> of(long requestId) {
        return jdbc.sql("""
                select key, severity, text, received_at, received_by from crm.signal where request_id = ?
                order by id limit 100
                """)
                .param(requestId)
                .query((rs, i) -> new SignalView(
                        rs.getString("key"),
                        Severity.valueOf(rs.getString("severity")),
                        rs.getString("text"),
                        rs.getTimestamp("received_at").toInstant(),
                        rs.getString("received_by")))
                .list();
    }

    /** @return whether any of the request's signals is critical */
    @Transactional(readOnly = true)
    public boolean isCritical(long requestId) {
        return of(requestId).stream().anyMatch(signal -> signal.severity() == Severity.CRITICAL);
    }

    /** @return id of the key's latest request; the key is this transaction's alone from now on */
    private Optional<Long> lock(String product, String key) {
        return jdbc.sql("""
                insert into crm.signal_key (product, key) values (?, ?)
                on conflict (product, key) do update set key = excluded.key returning request_id
                """)
                .params(product, key)
                .query((rs, i) -> Optional.ofNullable(rs.getObject("request_id", Long.class)))
                .single();
    }

    private RequestView register(
            ProductProfile profile, Contact contact, Severity severity, String key, String text, Taker taker) {
        RequestView request = requests.register(
                new NewRequest(profile.code(), contact, Channel.MONITORING, severity + ": " + key, text, CAUSE, null));
        archive.change(request.id(), taker.id(), ArchiveEntry.Kind.FIELD, CAUSE, "registeredBy", null, taker.id());
        return request;
    }

    private void keep(RequestView request, Severity severity, String key, String text, Taker taker) {
        jdbc.sql("""
                insert into crm.signal (request_id, product, key, severity, text, received_at, received_by)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        request.id(),
                        request.product(),
                        key,
                        severity.name(),
                        text,
                        Timestamp.from(clock.instant()),
                        taker.id())
                .update();
        archive.change(request.id(), taker.id(), ArchiveEntry.Kind.LINK, CAUSE, "signal", null, key);
        NewMessage note = new NewMessage(
                NewMessage.Direction.NOTE,
                clock.instant(),
                taker.id(),
                "",
                severity + ": " + key,
                text,
                null,
                null,
                null,
                null,
                List.of());
        conversation.file(request.id(), note, taker.id(), CAUSE);
    }

    private static Severity severity(String code, List<Problem> problems) {
        String wanted = code == null ? "" : code.strip().toUpperCase(Locale.ROOT);
        Optional<Severity> severity = Arrays.stream(Severity.values())
                .filter(s -> s.name().equals(wanted))
                .findFirst();
        if (severity.isEmpty()) {
            problems.add(Problem.of("intake.severity", wanted, Arrays.toString(Severity.values())));
        }
        return severity.orElse(null);
    }

    private Contact contact(Signal signal, List<Problem> problems) {
        String email =
                signal.contactEmail() == null ? "" : signal.contactEmail().strip();
        String customer = signal.customer() == null ? "" : signal.customer().strip();
        if (email.isEmpty() && customer.isEmpty()) {
            problems.add(Problem.of("intake.signal.contact"));
            return null;
        }
        Optional<Contact> contact = email.isEmpty() ? customers.curator(customer) : customers.contact(email);
        if (contact.isEmpty()) {
            problems.add(
                    email.isEmpty()
                            ? Problem.of("intake.customer.unknown", customer)
                            : Problem.of("intake.contact.unknown", email));
        }
        return contact.orElse(null);
    }
}
