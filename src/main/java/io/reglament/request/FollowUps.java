package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfiles;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests on remarks that do not concern the request they were made on (T-17, BONUS-10.4-07, ECRM-3.3-02). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class FollowUps {

    private final Requests requests;
    private final RequestWork work;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Clock clock;

    FollowUps(
            Requests requests,
            RequestWork work,
            Conversation conversation,
            Archive archive,
            Customers customers,
            ProductProfiles profiles,
            Clock clock) {
        this.requests = requests;
        this.work = work;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** Closes the request and, where the product's profile says so, registers its newest remarks as a linked one. */
    public void replace(long requestId, String actor, String cause) {
        RequestView request = requests.get(requestId);
        work.changeState(requestId, RequestState.CLOSED, actor, cause);
        if (profiles.get(request.product()).rework().followUpWhenUnrelated()) {
            String remarks =
                    archive.latestText(requestId, ArchiveEntry.Kind.REMARKS).orElse("");
            register(request, customers.contact(request.contactId()), remarks, null, cause);
        }
    }

    /**
     * Registers remarks on an ended request as a linked request and starts its life cycle.
     *
     * @param contact who made the remarks
     * @param inboundMailId the mail that brought them, whose files go along; null: those of the message that says them
     * @return the new request
     */
    public RequestView register(RequestView origin, Contact contact, String remarks, Long inboundMailId, String cause) {
        RequestView request = requests.register(new NewRequest(
                origin.product(),
                contact,
                NewRequest.Channel.FOLLOW_UP,
                origin.subject(),
                remarks,
                cause,
                origin.number()));
        long message = conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.IN,
                        clock.instant(),
                        contact.email(),
                        profiles.get(origin.product()).mailbox(),
                        origin.subject(),
                        remarks,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                "customer:" + contact.email(),
                cause);
        conversation.copyFiles(origin.id(), inboundMailId, remarks, request.id(), message);
        requests.start(request.id(), remarks);
        return request;
    }
}
