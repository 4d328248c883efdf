package io.reglament.desk;

import io.reglament.access.Users;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.request.Conversation;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers requests for tests of what is shown, without their processes. */
@Component
public class Requester {

    private final Requests requests;
    private final RequestWork work;
    private final Conversation conversation;
    private final Customers customers;
    private final Users users;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Requester(
            Requests requests,
            RequestWork work,
            Conversation conversation,
            Customers customers,
            Users users,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.work = work;
        this.conversation = conversation;
        this.customers = customers;
        this.users = users;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return name and password of a new user of these groups who serves these products */
    public String user(Set<String> groups, String... products) {
        String name = "desk-" + UUID.randomUUID();
        users.ensure(name, name, "Dora", "Desk", groups, Set.of(products));
        return name;
    }

    public Contact contact(Language language) {
        String id = UUID.randomUUID().toString();
        return transaction.execute(status ->
                customers.addContact("Company " + id, null, "Kai Kunde", id + "@client.example.org", language));
    }

    /** Registers a request whose first message has these files. */
    public RequestView register(String product, Contact contact, String subject, String text, NewAttachment... files) {
        return transaction.execute(status -> {
            RequestView request = requests.register(
                    new NewRequest(product, contact, NewRequest.Channel.EMAIL, subject, text, "test", null));
            conversation.file(
                    request.id(),
                    new NewMessage(
                            NewMessage.Direction.IN,
                            clock.instant(),
                            contact.email(),
                            product + "@support.example.org",
                            subject,
                            text,
                            "<p onclick=\"steal()\">" + text + "</p><script>steal()</script>",
                            "<" + UUID.randomUUID() + "@client.example.org>",
                            null,
                            null,
                            List.of(files)),
                    "customer:" + contact.email(),
                    "test");
            return request;
        });
    }

    /** @return texts of the request's internal notes, oldest first */
    public List<String> notes(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(message -> message.direction() == NewMessage.Direction.NOTE)
                .map(MessageView::text)
                .toList();
    }

    /** Changes a request as an element of its process would. */
    public void change(Consumer<RequestWork> change) {
        transaction.executeWithoutResult(status -> change.accept(work));
    }
}
