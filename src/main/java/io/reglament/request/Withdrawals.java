package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Mark;
import io.reglament.crm.ProductProfiles;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests whose answer the customer no longer needs (T-25, ECRM-3.5-05). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Withdrawals {

    /** The message that ends the request, wherever its process stands. */
    public static final String WITHDRAWN = "request.withdrawn";

    private final Requests requests;
    private final RequestLifecycle lifecycle;
    private final RequestWork work;
    private final RequestStages stages;
    private final Archive archive;
    private final ProductProfiles profiles;

    Withdrawals(
            Requests requests,
            RequestLifecycle lifecycle,
            RequestWork work,
            RequestStages stages,
            Archive archive,
            ProductProfiles profiles) {
        this.requests = requests;
        this.lifecycle = lifecycle;
        this.work = work;
        this.stages = stages;
        this.archive = archive;
        this.profiles = profiles;
    }

    /**
     * @return whether the customer may still withdraw the request: where the product's profile allows it, and only
     *     until it is answered
     */
    public boolean isOpenTo(RequestView request) {
        return profiles.get(request.product()).customerMayWithdraw()
                && RequestState.unanswered().contains(request.state());
    }

    /**
     * Takes the customer's word that the answer is no longer needed, by mail or by signed link.
     *
     * @return whether the request could be withdrawn and is
     */
    public boolean byCustomer(String number, Contact contact, String reason, String cause) {
        RequestView request = requests.locked(number);
        return isOpenTo(request) && withdraw(request, reason, "customer:" + contact.email(), cause);
    }

    /**
     * Ends the request for the customer.
     *
     * @return false if its process does not stand where it can be ended
     */
    public boolean withdraw(RequestView request, String reason, String actor, String cause) {
        archive.add(request.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
        return lifecycle.happened(request, WITHDRAWN, Map.of("actor", actor));
    }

    /** Closes the withdrawn request with the product's mark. */
    public void end(long requestId, String actor, String cause) {
        stages.endAll(requestId, actor, cause);
        work.closeWithMark(requestId, Mark.WITHDRAWN, actor, cause);
    }
}
