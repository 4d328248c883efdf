package io.reglament.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests that say the same as another one: they end, the other one goes on, and later mail reaches it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Duplicates {

    /** The message that ends the duplicate, wherever its process stands. */
    public static final String MERGED = "request.merged";

    private static final String INTO = "mergeInto";

    private final Requests requests;
    private final RequestLinks links;
    private final RequestLifecycle lifecycle;
    private final RequestWork work;
    private final RequestStages stages;
    private final Archive archive;

    Duplicates(
            Requests requests,
            RequestLinks links,
            RequestLifecycle lifecycle,
            RequestWork work,
            RequestStages stages,
            Archive archive) {
        this.requests = requests;
        this.links = links;
        this.lifecycle = lifecycle;
        this.work = work;
        this.stages = stages;
        this.archive = archive;
    }

    /**
     * @param into number of the request that shall go on
     * @param otherCustomer whether the person knows that it is another customer's
     * @return why the one cannot be merged into the other; empty if it can
     */
    public Optional<Objection> objection(RequestView duplicate, String into, boolean otherCustomer) {
        Optional<RequestView> found =
                requests.find(into).filter(r -> r.product().equals(duplicate.product()));
        if (found.isEmpty()) {
            return Optional.of(Objection.to(INTO, "merge.unknown", into));
        }
        RequestView survivor = found.get();
        if (survivor.id() == duplicate.id()) {
            return Optional.of(Objection.to(INTO, "merge.itself", into));
        }
        if (links.goesOnAs(survivor.id()) == duplicate.id()) {
            return Optional.of(Objection.to(INTO, "merge.circle", into, duplicate.number()));
        }
        if (requests.isEnded(survivor)) {
            String goesOn = requests.get(links.goesOnAs(survivor.id())).number();
            return Optional.of(
                    goesOn.equals(survivor.number())
                            ? Objection.to(INTO, "merge.ended", into, survivor.label())
                            : Objection.to(INTO, "merge.merged", into, goesOn));
        }
        if (survivor.customerId() != duplicate.customerId() && !otherCustomer) {
            return Optional.of(Objection.to("otherCustomer", "merge.customer", into));
        }
        return Optional.empty();
    }

    /** Records which request goes on; {@link #end} ends the other. Both are locked until the transaction ends. */
    public void record(RequestView duplicate, String into, String reason, String actor, String cause) {
        RequestView survivor = requests.locked(into);
        archive.add(duplicate.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
        links.add(duplicate, survivor, RequestLinks.Kind.DUPLICATE, actor, cause);
    }

    /** @return false if the duplicate's process does not stand where it can be ended */
    public boolean announce(RequestView duplicate, String actor) {
        return lifecycle.happened(duplicate, MERGED, Map.of("actor", actor));
    }

    /** @return the request that goes on */
    public RequestView end(long duplicateId, String actor, String cause) {
        RequestView survivor = requests.get(links.survivor(duplicateId).orElseThrow());
        stages.endAll(duplicateId, actor, cause);
        work.changeState(duplicateId, RequestState.CLOSED, actor, cause);
        return survivor;
    }

    /** @return states in which a request can be merged: what was answered has an end of its own */
    public static List<RequestState> states() {
        return RequestState.unanswered();
    }
}
