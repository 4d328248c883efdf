package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.IntakeRefused.Problem;
import io.reglament.request.IntakeRefused.Reason;
import io.reglament.request.NewRequest.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers what did not come by mail: calls, requests of our own people, requests of programs (T-02, S-07, S-08). */
@Service
public class Intake {

    /** Ways that a person or a program may name; mail and monitoring have doors of their own. */
    public static final List<Channel> CHANNELS = List.of(Channel.PHONE, Channel.WEB, Channel.API, Channel.INTERNAL);

    static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_KEY = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+");

    private final Requests requests;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final JdbcClient jdbc;
    private final Clock clock;

    Intake(
            Requests requests,
            Conversation conversation,
            Archive archive,
            Customers customers,
            ProductProfiles profiles,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.profiles = profiles;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What somebody hands in; every item may be null, and is checked.
     *
     * @param channel one of {@link #CHANNELS}
     * @param contactEmail of a known contact; or of a new one, whose customer is known by name or by the domain
     * @param contactName finds the contact where no address is given; else the new contact's name
     * @param toldOrally whether the customer was told at once that the request is recorded (N-02, BONUS-10.2-01)
     * @param followUpOf number of an earlier request of the product
     */
    public record Call(
            String product,
            String channel,
            String contactEmail,
            String contactName,
            String customerName,
            String subject,
            String text,
            boolean toldOrally,
            String followUpOf) {}

    /** @param first whether it was registered now, not under the same key before */
    public record Taken(RequestView request, boolean first) {}

    /**
     * Registers the request and starts its life cycle.
     *
     * @param cause BPMN element or API action
     * @throws IntakeRefused naming every problem
     */
    @Transactional
    public RequestView take(Call call, Taker taker, String cause) {
        ProductProfile profile = product(call.product(), taker);
        if (!taker.admin() && Collections.disjoint(taker.groups(), profile.allGroups())) {
            throw new IntakeRefused(
                    Reason.FORBIDDEN,
                    List.of(Problem.of("intake.person", profile.name(), String.join(", ", profile.allGroups()))));
        }
        List<Problem> problems = new ArrayList<>();
        Channel channel = channel(call.channel(), problems);
        String subject = text("subject", call.subject(), LONGEST_SUBJECT, problems);
        String text = text("text", call.text(), LONGEST_TEXT, problems);
        Contact contact = contact(call, problems);
        if (contact != null && !customers.isServed(contact.customerId(), profile.code())) {
            problems.add(Problem.of("intake.contract", contact.customerName(), profile.name()));
        }
        String origin = origin(call.followUpOf(), profile, problems);
        if (!problems.isEmpty()) {
            throw new IntakeRefused(Reason.FAULTY, problems);
        }
        RequestView request =
                requests.register(new NewRequest(profile.code(), contact, channel, subject, text, cause, origin));
        archive.change(request.id(), taker.id(), ArchiveEntry.Kind.FIELD, cause, "registeredBy", null, taker.id());
        conversation.file(request.id(), message(contact, profile, subject, text), "customer:" + contact.email(), cause);
        if (call.toldOrally()) {
            archive.add(request.id(), taker.id(), ArchiveEntry.Kind.ORAL_NOTICE, cause, null);
        }
        requests.start(request.id(), text);
        return requests.get(request.id());
    }

    /**
     * Registers the request once, however often a program asks for it under this key.
     *
     * @param key chosen by the program, at most 200 characters; null for no protection
     * @throws IntakeRefused also if the key stands for another request
     */
    @Transactional
    public Taken takeOnce(String key, Call call, Taker taker, String cause) {
        if (key == null || key.isBlank()) {
            return new Taken(take(call, taker, cause), true);
        }
        if (key.length() > LONGEST_KEY) {
            throw new IntakeRefused(
                    Reason.FAULTY, List.of(Problem.of("intake.long", "Idempotency-Key", LONGEST_KEY, key.length())));
        }
        byte[] fingerprint = sha256(call.toString());
        // A second one that comes at the same instant waits here for the first.
        int inserted = jdbc.sql("""
                insert into crm.intake_key (actor, key, fingerprint, created_at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(taker.id(), key, fingerprint, Timestamp.from(clock.instant()))
                .update();
        if (inserted == 0) {
            return earlier(key, fingerprint, taker);
        }
        RequestView request = take(call, taker, cause);
        jdbc.sql("update crm.intake_key set request_id = ? where actor = ? and key = ?")
                .params(request.id(), taker.id(), key)
                .update();
        return new Taken(request, true);
    }

    /** @throws IntakeRefused if there is no such product among those that the person serves */
    ProductProfile product(String code, Taker taker) {
        String wanted = code == null ? "" : code.strip().toLowerCase(Locale.ROOT);
        return profiles.all().stream()
                .filter(p -> p.code().equals(wanted)
                        && (taker.admin() || taker.products().contains(wanted)))
                .findFirst()
                .orElseThrow(() -> new IntakeRefused(
                        Reason.FAULTY,
                        List.of(Problem.of("intake.product", wanted, String.join(", ", taker.products())))));
    }

    /** @return the text; null, with a problem, if it is missing or too long */
    static String text(String field, String value, int longest, List<Problem> problems) {
        String text = value == null ? "" : value.replace("\0", "").strip();
        if (text.isEmpty()) {
            problems.add(Problem.of("intake.missing", field));
            return null;
        }
        if (text.length() > longest) {
            problems.add(Problem.of("intake.long", field, longest, text.length()));
        }
        return text;
    }

    private Taken earlier(String key, byte[] fingerprint, Taker taker) {
        return jdbc.sql("select request_id, fingerprint from crm.intake_key where actor = ? and key = ?")
                .params(taker.id(), key)
                .query((rs, i) -> {
                    if (!Arrays.equals(rs.getBytes("fingerprint"), fingerprint)) {
                        throw new IntakeRefused(Reason.CONFLICT, List.of(Problem.of("intake.key", key)));
                    }
                    return new Taken(requests.get(rs.getLong("request_id")), false);
                })
                .single();
    }

    private static Channel channel(String code, List<Problem> problems) {
        String wanted = code == null ? "" : code.strip().toUpperCase(Locale.ROOT);
        Optional<Channel> channel =
                CHANNELS.stream().filter(c -> c.name().equals(wanted)).findFirst();
        if (channel.isEmpty()) {
            problems.add(Problem.of(
                    "intake.channel",
                    wanted,
                    String.join(", ", CHANNELS.stream().map(Channel::name).toList())));
        }
        return channel.orElse(null);
    }

    private Contact contact(Call call, List<Problem> problems) {
        String email = blankToNull(call.contactEmail());
        String name = blankToNull(call.contactName());
        String customer = blankToNull(call.customerName());
        if (email == null && name == null) {
            problems.add(Problem.of("intake.contact.missing"));
            return null;
        }
        if (email == null) {
            List<Contact> named = customers.named(name, customer);
            if (named.size() != 1) {
                problems.add(Problem.of(named.isEmpty() ? "intake.contact.nobody" : "intake.contact.several", name));
            }
            return named.size() == 1 ? named.get(0) : null;
        }
        if (!ADDRESS.matcher(email).matches()) {
            problems.add(Problem.of("intake.email", email));
            return null;
        }
        Optional<Contact> known = customers
                .contact(email)
                .or(() -> customer == null
                        ? customers.recognise(email, name)
                        : customers.addColleague(customer, name, email));
        if (known.isEmpty()) {
            problems.add(
                    customer == null
                            ? Problem.of("intake.contact.unknown", email)
                            : Problem.of("intake.customer.unknown", customer));
        }
        return known.orElse(null);
    }

    private String origin(String number, ProductProfile profile, List<Problem> problems) {
        String wanted = blankToNull(number);
        if (wanted == null) {
            return null;
        }
        String canonical = wanted.toUpperCase(Locale.ROOT);
        if (requests.find(canonical)
                .filter(r -> r.product().equals(profile.code()))
                .isEmpty()) {
            problems.add(Problem.of("intake.origin", wanted, profile.name()));
        }
        return canonical;
    }

    private NewMessage message(Contact contact, ProductProfile profile, String subject, String text) {
        return new NewMessage(
                NewMessage.Direction.IN,
                clock.instant(),
                contact.email(),
                profile.mailbox(),
                subject,
                text,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
