package io.reglament.process.request;

import io.reglament.access.Users;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What process tests do to a request, in the words of the business. */
@Component
public class Lifecycle {

    public static final String SPECIALIST = "lifecycle-specialist";
    public static final String MANAGER = "lifecycle-manager";

    private final ProcessEngine engine;
    private final Requests requests;
    private final Conversation conversation;
    private final Archive archive;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Users users;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Lifecycle(
            ProcessEngine engine,
            Requests requests,
            Conversation conversation,
            Archive archive,
            Customers customers,
            ProductProfiles profiles,
            Users users,
            TransactionTemplate transaction,
            Clock clock) {
        this.engine = engine;
        this.requests = requests;
        this.conversation = conversation;
        this.archive = archive;
        this.customers = customers;
        this.profiles = profiles;
        this.users = users;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the two people, members of everything that their work needs. */
    public void people() {
        Set<String> specialists = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        List<String> products =
                profiles.all().stream().map(ProductProfile::code).toList();
        for (ProductProfile profile : profiles.all()) {
            specialists.addAll(profile.groups().specialists());
            others.add(profile.groups().firstLine());
            others.add(profile.groups().closer());
        }
        users.ensure(SPECIALIST, "not-a-secret", "Sonja", "Specialist", specialists, products);
        users.ensure(MANAGER, "not-a-secret", "Maria", "Manager", others, products);
    }

    /** @return a new contact of a new customer with contracts for all products */
    public Contact contact() {
        String id = UUID.randomUUID().toString();
        Contact contact = transaction.execute(
                status -> customers.addContact("Customer " + id, null, "Kai", id + "@client.example.org", Language.EN));
        profiles.all()
                .forEach(profile -> customers.addContract(
                        contact.customerId(), profile.code(), "C-" + id, LocalDate.of(2020, 1, 1), null));
        return contact;
    }

    /** @return a colleague who may confirm closures */
    public Contact representative(Contact of) {
        Contact contact = transaction.execute(
                status -> customers.addContact(of.customerName(), null, "Rita", "r-" + of.email(), Language.EN));
        customers.appoint(contact.id(), true, false);
        return customers.contact(contact.id());
    }

    /** Registers a request as mail does. */
    public RequestView register(String product, Contact contact, String text) {
        return transaction.execute(status -> {
            RequestView request = requests.register(new NewRequest(
                    product, contact, NewRequest.Channel.EMAIL, "Report " + UUID.randomUUID(), text, "test", null));
            file(request, contact, text);
            requests.start(request.id(), text);
            return request;
        });
    }

    /** The customer answers by mail. */
    public Requests.ReplyEffect reply(RequestView request, Contact sender, String text) {
        return transaction.execute(status -> {
            file(request, sender, text);
            return requests.customerReplied(request.number(), sender, text);
        });
    }

    /** Completes the request's only task as the system, whom nothing is forbidden. */
    public void complete(RequestView request, String task, Map<String, Object> variables) {
        engine.getTaskService().complete(task(request, task).getId(), variables);
    }

    /** Gives the task to this person as the system, whom nothing is forbidden. */
    public void assign(String task, String user) {
        engine.getTaskService().setAssignee(task, user);
    }

    /** Completes the request's only task as this person. */
    public void completeAs(
            String user, List<String> groups, RequestView request, String task, Map<String, Object> variables) {
        String id = task(request, task).getId();
        as(user, groups, request.product(), () -> engine.getTaskService().complete(id, variables));
    }

    public void as(String user, List<String> groups, String product, Runnable work) {
        engine.getIdentityService().setAuthentication(user, groups, List.of(product));
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** @return the request's only task, which must be this one */
    public Task task(RequestView request, String key) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(request.number())
                .initializeFormKeys()
                .singleResult();
        if (task == null || !task.getTaskDefinitionKey().equals(key)) {
            throw new AssertionError(
                    request.number() + " is not at " + key + " but " + (task == null ? "at no task" : task));
        }
        return task;
    }

    /** @return the instance, ended or not */
    public ProcessInstance instance(RequestView request) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.number())
                .singleResult();
    }

    /** @return the timer of the customer's silence */
    public Job timer(RequestView request) {
        return timer(request, "Event_SilenceElapsed");
    }

    /** @return the timer of that event; null if none runs */
    public Job timer(RequestView request, String event) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(now(request).processInstanceId())
                .activityId(event)
                .timers()
                .singleResult();
    }

    /** Lets the time of that timer come. */
    public void elapse(RequestView request, String event) {
        engine.getManagementService().executeJob(timer(request, event).getId());
    }

    public RequestView now(RequestView request) {
        return requests.get(request.number());
    }

    public List<ArchiveEntry> history(RequestView request) {
        return archive.history(request.id());
    }

    /** @return elements of the model that sent a mail, in order */
    public List<String> mailsFrom(RequestView request) {
        return history(request).stream()
                .filter(e -> e.kind() == ArchiveEntry.Kind.MAIL_OUT)
                .map(ArchiveEntry::cause)
                .toList();
    }

    /** @return texts of this kind in the archive, oldest first */
    public List<String> texts(RequestView request, ArchiveEntry.Kind kind) {
        return history(request).stream()
                .filter(e -> e.kind() == kind)
                .map(ArchiveEntry::text)
                .toList();
    }

    private void file(RequestView request, Contact sender, String text) {
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.IN,
                        clock.instant(),
                        sender.email(),
                        profiles.get(request.product()).mailbox(),
                        request.subject(),
                        text,
                        null,
                        "<" + UUID.randomUUID() + "@client.example.org>",
                        null,
                        null,
                        List.of()),
                "customer:" + sender.email(),
                "test");
    }
}
