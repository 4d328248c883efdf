package io.reglament.request;

import io.reglament.crm.ProductProfiles;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cards of requests in the vendor's external tracker, where a product's regulation demands one (ECRM-3.4-01). */
@Service
public class ExternalCards {

    private final ExternalTracker tracker;
    private final Requests requests;
    private final ProductProfiles profiles;
    private final Archive archive;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExternalCards(
            ExternalTracker tracker,
            Requests requests,
            ProductProfiles profiles,
            Archive archive,
            JdbcClient jdbc,
            Clock clock) {
        this.tracker = tracker;
        this.requests = requests;
        this.profiles = profiles;
        this.archive = archive;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param tracker its name, as the product's profile calls it
     * @param url null if the tracker named none
     */
    public record CardView(String tracker, String id, String url) {}

    /** @return whether a request of this product gets a card: its profile names a tracker, and one is connected */
    public boolean isWanted(String product) {
        return profiles.get(product).externalTracker() != null && tracker.isConnected();
    }

    /**
     * Makes the request's card and keeps where it is; does nothing for a request that has one.
     *
     * @throws ExternalTracker.Unreachable if the tracker gives none now
     * @throws IllegalStateException if it gives the card of another request: each must have its own
     */
    @Transactional
    public void make(long requestId, String cause) {
        if (of(requestId).isPresent()) {
            return;
        }
        RequestView request = requests.get(requestId);
        String name = profiles.get(request.product()).externalTracker();
        ExternalTracker.Card card = tracker.card(new ExternalTracker.Order(
                request.number(),
                request.product(),
                request.subject(),
                request.priority() == null ? null : request.priority().name()));
        int kept = jdbc.sql("""
                insert into crm.external_card (request_id, tracker, card_id, url, made_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(requestId, name, card.id(), card.url(), Timestamp.from(clock.instant()))
                .update();
        if (kept == 0) {
            throw new IllegalStateException("The tracker gave " + request.number() + " the card " + card.id()
                    + ", which another request has; each needs a card of its own (ECRM-3.4-01)");
        }
        archive.change(
                requestId, Archive.SYSTEM, ArchiveEntry.Kind.LINK, cause, "externalCard", null, name + " " + card.id());
    }

    /** @return the request's card; empty where none was made */
    @Transactional(readOnly = true)
    public Optional<CardView> of(long requestId) {
        return jdbc.sql("select tracker, card_id, url from crm.external_card where request_id = ?")
                .param(requestId)
                .query((rs, i) -> new CardView(rs.getString("tracker"), rs.getString("card_id"), rs.getString("url")))
                .optional();
    }
}
