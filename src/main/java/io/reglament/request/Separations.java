package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails with several problems: one request for each problem, linked to the one that the mail became, which keeps the
 * first problem (S-09, BONUS-10.1-08, ECRM-3.3-01).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Separations {

    /** The message that takes further problems out of a request. */
    public static final String SEPARATED = "request.separated";

    private static final String FIELD = "parts";
    private static final int MOST = 10;
    private static final int LONGEST_SUBJECT = 255;

    private final Requests requests;
    private final RequestLinks links;
    private final RequestLifecycle lifecycle;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final JdbcClient jdbc;
    private final Clock clock;

    Separations(
            Requests requests,
            RequestLinks links,
            RequestLifecycle lifecycle,
            Conversation conversation,
            Archive archive,
            Customers customers,
            ProductProfiles profiles,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.links = links;
        this.lifecycle = lifecycle;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.profiles = profiles;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A further problem as a person writes it, one line each: {@code subject | the customer's words}.
     *
     * @param text the subject where the line has nothing else
     */
    public record Part(String subject, String text) {

        /** @return one part for each line that is not blank */
        public static List<Part> read(String lines) {
            List<Part> parts = new ArrayList<>();
            for (String line : lines == null ? List.<String>of() : lines.lines().toList()) {
                if (!line.isBlank()) {
                    String[] halves = line.split("\\|", 2);
                    String subject = halves[0].strip();
                    boolean bare = halves.length < 2 || halves[1].isBlank();
                    parts.add(new Part(subject, bare ? subject : halves[1].strip()));
                }
            }
            return parts;
        }
    }

    /** @return why the parts cannot become requests; empty if they can */
    public Optional<Objection> objection(List<Part> parts) {
        if (parts.isEmpty()) {
            return Optional.of(Objection.to(FIELD, "parts.none"));
        }
        if (parts.size() > MOST) {
            return Optional.of(Objection.to(FIELD, "parts.many", MOST));
        }
        return parts.stream()
                .filter(part -> part.subject().isEmpty() || part.subject().length() > LONGEST_SUBJECT)
                .findFirst()
                .map(part -> Objection.to(FIELD, "parts.subject", part.text(), LONGEST_SUBJECT));
    }

    /** Records the problems; {@link #carryOut} registers them. */
    public void record(RequestView request, List<Part> parts) {
        for (Part part : parts) {
            jdbc.sql("""
                    insert into crm.request_part (request_id, no, subject, text)
                    select ?, coalesce(max(no), 0) + 1, ?, ? from crm.request_part where request_id = ?
                    """)
                    .params(request.id(), part.subject(), part.text(), request.id())
                    .update();
        }
    }

    /** @return false if the request's process has ended */
    public boolean announce(RequestView request, String actor) {
        return lifecycle.happened(request, SEPARATED, Map.of("actor", actor));
    }

    /**
     * Registers each recorded problem as a request of the same customer and starts its life cycle.
     *
     * @return the new requests, in the order of the problems
     */
    public List<RequestView> carryOut(long requestId, String actor, String cause) {
        RequestView origin = requests.get(requestId);
        Contact contact = customers.contact(origin.contactId());
        List<RequestView> parted = new ArrayList<>();
        for (Map.Entry<Integer, Part> recorded : recorded(requestId)) {
            RequestView part = register(origin, contact, recorded.getValue(), actor, cause);
            jdbc.sql("update crm.request_part set parted_as = ? where request_id = ? and no = ?")
                    .params(part.id(), requestId, recorded.getKey())
                    .update();
            parted.add(part);
        }
        return parted;
    }

    private List<Map.Entry<Integer, Part>> recorded(long requestId) {
        return jdbc.sql("""
                select no, subject, text from crm.request_part where request_id = ? and parted_as is null order by no
                """)
                .param(requestId)
                .query((rs, i) -> Map.entry(rs.getInt("no"), new Part(rs.getString("subject"), rs.getString("text"))))
                .list();
    }

    private RequestView register(RequestView origin, Contact contact, Part part, String actor, String cause) {
        RequestView request = requests.register(new NewRequest(
                origin.product(),
                contact,
                NewRequest.Channel.valueOf(origin.channel()),
                part.subject(),
                part.text(),
                cause,
                null));
        links.add(request, origin, RequestLinks.Kind.SEPARATED, actor, cause);
        long message = conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.IN,
                        clock.instant(),
                        contact.email(),
                        profiles.get(origin.product()).mailbox(),
                        part.subject(),
                        part.text(),
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                "customer:" + contact.email(),
                cause);
        // Which problem a file shows, whoever reads the mail sees; each request has them all.
        conversation.copyNewestFiles(origin.id(), origin.customerId(), request.id(), message);
        requests.start(request.id(), part.text());
        return request;
    }
}
