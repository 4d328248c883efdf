package io.reglament.bench;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.TriagedMail;
import io.reglament.request.RequestState;
import io.reglament.request.Requests;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Our own application: from a mail that is already stored to the closed request, as people and the customer do it. */
@Component
final class RealLifeCycle implements LifeCycle {

    /** Enough that nobody gets more acknowledgements within the hour than the loop protection grants. */
    private static final int PEOPLE = 2000;

    private static final String INSERT_MAIL = """
            insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at, size, sha256,
                fingerprint, raw, message_id, sender, subject, outcome, reason)
            values ('bonus@support.example.org', ?, 1, ?, now(), now(), ?, ?, ?, ?, ?, 'user@client.example.org', ?,
                'TO_SORT', 'UNKNOWN_SENDER') returning id
            """;

    private final TriagedMail mail;
    private final Requests requests;
    private final Customers customers;
    private final TaskService tasks;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Queue<Long> storedMails = new ConcurrentLinkedQueue<>();
    private final AtomicLong uid = new AtomicLong(System.currentTimeMillis());
    private final List<Contact> people = new ArrayList<>();

    RealLifeCycle(
            TriagedMail mail,
            Requests requests,
            Customers customers,
            TaskService tasks,
            IdentityService identity,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.mail = mail;
        this.requests = requests;
        this.customers = customers;
        this.tasks = tasks;
        this.identity = identity;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "Reglament";
    }

    @Override
    public void prepare(int cycles) {
        for (int i = people.size(); i < PEOPLE; i++) {
            people.add(customers
                    .recognise("person" + i + "@client.example.org", "Person " + i)
                    .orElseThrow());
        }
        transaction.executeWithoutResult(status -> {
            for (int i = storedMails.size(); i < cycles; i++) {
                storedMails.add(store());
            }
        });
    }

    @Override
    public void runOne() {
        Long stored = storedMails.poll();
        if (stored == null) {
            throw new IllegalStateException("more cycles than mails were prepared");
        }
        Contact contact = people.get((int) (stored % PEOPLE));
        String number = transaction.execute(status -> mail.registerAsRequest(stored, contact, "benchmark"));
        complete("manager", number, "Task_ClassifyRequest", SampleRequest.assignment());
        complete("specialist", number, "Task_ProcessRequest", SampleRequest.solution());
        complete("manager", number, "Task_VerifySolution", SampleRequest.acceptance());
        if (!requests.customerConfirmed(number, contact, "benchmark")
                || requests.get(number).state() != RequestState.CLOSED) {
            throw new IllegalStateException(number + " is not closed");
        }
    }

    private void complete(String person, String number, String taskDefinitionKey, Map<String, Object> fields) {
        identity.setAuthentication(person, groups(person), List.of(SampleRequest.PRODUCT));
        try {
            Task task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .taskDefinitionKey(taskDefinitionKey)
                    .singleResult();
            tasks.complete(task.getId(), fields);
        } finally {
            identity.clearAuthentication();
        }
    }

    private static List<String> groups(String person) {
        return person.equals("manager")
                ? List.of("account-manager")
                : List.of("specialist", "vendor-support", "vendor-admin");
    }

    private Long store() {
        String messageId = "<" + UUID.randomUUID() + "@client.example.org>";
        byte[] raw = SampleRequest.mail(messageId);
        byte[] hash = sha256(raw);
        return jdbc.sql(INSERT_MAIL)
                .params(
                        SampleRequest.PRODUCT,
                        uid.incrementAndGet(),
                        (long) raw.length,
                        hash,
                        hash,
                        raw,
                        messageId,
                        SampleRequest.SUBJECT)
                .query(Long.class)
                .single();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
