package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests that came to the wrong product: registered under the right one, ended under the wrong one. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Moves {

    /** The message that ends the request under the wrong product. */
    public static final String MOVED = "request.moved";

    private static final String TARGET = "targetProduct";

    private final Requests requests;
    private final RequestLinks links;
    private final RequestLifecycle lifecycle;
    private final RequestWork work;
    private final RequestStages stages;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final ProductProfiles profiles;

    Moves(
            Requests requests,
            RequestLinks links,
            RequestLifecycle lifecycle,
            RequestWork work,
            RequestStages stages,
            Conversation conversation,
            Archive archive,
            Customers customers,
            ProductProfiles profiles) {
        this.requests = requests;
        this.links = links;
        this.lifecycle = lifecycle;
        this.work = work;
        this.stages = stages;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.profiles = profiles;
    }

    /** @return why the request cannot go to that product; empty if it can */
    public Optional<Objection> objection(RequestView request, String target) {
        Optional<ProductProfile> product = profiles.find(target);
        if (product.isEmpty() || product.get().code().equals(request.product())) {
            List<String> others = profiles.all().stream()
                    .map(ProductProfile::code)
                    .filter(code -> !code.equals(request.product()))
                    .toList();
            return Optional.of(Objection.to(TARGET, "move.product", target, String.join(", ", others)));
        }
        if (!customers.isServed(request.customerId(), product.get().code())) {
            String customer = customers.contact(request.contactId()).customerName();
            return Optional.of(Objection.to(
                    TARGET, "move.contract", customer, product.get().name()));
        }
        return Optional.empty();
    }

    /** Archives why; {@link #carryOut} moves. */
    public void record(RequestView request, String reason, String actor, String cause) {
        archive.add(request.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
    }

    /** @return false if the request's process does not stand where it can be ended */
    public boolean announce(RequestView request, String target, String actor) {
        return lifecycle.happened(request, MOVED, Map.of("actor", actor, TARGET, target));
    }

    /**
     * Registers the request under the right product, with the customer's own messages and their files, and ends it here.
     */
    public void carryOut(long requestId, String target, String actor, String cause) {
        RequestView old = requests.get(requestId);
        Contact contact = customers.contact(old.contactId());
        List<MessageView> words = conversation.messages(requestId).stream()
                .filter(m -> m.direction() == NewMessage.Direction.IN)
                .toList();
        String text = words.isEmpty() ? old.subject() : words.get(0).text();
        RequestView moved = requests.register(new NewRequest(
                profiles.get(target).code(),
                contact,
                NewRequest.Channel.valueOf(old.channel()),
                old.subject(),
                text,
                cause,
                null));
        words.forEach(message -> copy(message, moved.id(), cause));
        links.add(moved, old, RequestLinks.Kind.MOVED, actor, cause);
        stages.endAll(requestId, actor, cause);
        work.changeState(requestId, RequestState.CLOSED, actor, cause);
        requests.start(moved.id(), text);
    }

    private void copy(MessageView message, long to, String cause) {
        long copy = conversation.file(
                to,
                new NewMessage(
                        message.direction(),
                        message.at(),
                        message.sender(),
                        message.recipients(),
                        message.subject(),
                        message.text(),
                        message.html(),
                        message.messageId(),
                        null,
                        null,
                        List.of()),
                "customer:" + message.sender(),
                cause);
        conversation.copyFiles(message.id(), to, copy);
    }
}
