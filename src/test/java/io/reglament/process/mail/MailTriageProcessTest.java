package io.reglament.process.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.MailTriage;
import io.reglament.mail.SenderRules;
import io.reglament.mail.TriageReason;
import io.reglament.process.request.CompletionRefused;
import io.reglament.process.request.FlowRecorder;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One test per path through {@code mail-triage}; together they take every flow. */
@ReglamentTest
class MailTriageProcessTest {

    private static final String MODEL = "processes/request/mail-triage.bpmn";
    private static int walked;

    @Autowired
    MailTriage triage;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    SenderRules senders;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @BeforeAll
    static void forgetEarlierWalks() {
        FlowRecorder.start();
        walked = 0;
    }

    @BeforeEach
    void people() {
        lifecycle.people();
    }

    @AfterEach
    void count() {
        walked++;
    }

    @AfterAll
    static void every_flow_of_the_model_was_taken() {
        long tests = Arrays.stream(MailTriageProcessTest.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (walked == tests) {
            assertThat(FlowRecorder.notTaken(MODEL)).isEmpty();
        }
    }

    @Test
    @DisplayName("C-41, T-01: mail of an unknown sender becomes a request of a new customer under a new contract")
    void mail_of_an_unknown_sender_becomes_a_request_of_a_new_customer() {
        String sender = UUID.randomUUID() + "@" + UUID.randomUUID() + ".example.org";
        long mail = toSort("bonus", sender, TriageReason.UNKNOWN_SENDER, null);
        Task task = task(mail, "Task_TriageMail");
        assertThat(task.getTenantId()).isEqualTo("bonus");
        assertThat(engine.getTaskService().getVariables(task.getId()))
                .containsEntry("contactEmail", sender)
                .containsKey("formSubject");

        complete(
                mail,
                "Task_TriageMail",
                Map.of(
                        "outcome",
                        "newRequest",
                        "customerName",
                        "Company " + sender,
                        "contactName",
                        "Nina New",
                        "wholeDomain",
                        true,
                        "language",
                        "en",
                        "contractNumber",
                        "2026/17"));

        assertThat(outcome(mail)).isEqualTo("REQUEST");
        Contact contact = customers.contact(sender).orElseThrow();
        assertThat(contact.customerName()).isEqualTo("Company " + sender);
        assertThat(customers.isServed(contact.customerId(), "bonus")).isTrue();
        assertThat(customers.recognise("colleague@" + sender.substring(sender.indexOf('@') + 1), null))
                .map(Contact::customerId)
                .contains(contact.customerId());
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(number(mail))
                        .taskDefinitionKey("Task_ClassifyRequest")
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("S-03, C-23: a known sender without a contract stays in triage until a contract is entered")
    void a_known_sender_without_a_contract_stays_in_triage() {
        String sender = UUID.randomUUID() + "@client.example.org";
        transaction.executeWithoutResult(
                status -> customers.addContact("Company " + sender, null, "Ned", sender, io.reglament.crm.Language.EN));
        long mail = toSort("bonus", sender, TriageReason.NO_CONTRACT, null);

        refused(mail, Map.of("outcome", "newRequest")).hasMessageContaining("has no valid contract for БонусПлюс");
        complete(mail, "Task_TriageMail", Map.of("outcome", "newRequest", "contractNumber", "2026/18"));

        assertThat(outcome(mail)).isEqualTo("REQUEST");
    }

    @Test
    @DisplayName("C-41: what the form says of a sender is checked, and every problem is named")
    void what_the_form_says_of_a_sender_is_checked() {
        long mail = toSort("bonus", UUID.randomUUID() + "@nowhere.example.org", TriageReason.UNKNOWN_SENDER, null);
        refused(mail, Map.of("outcome", "newRequest")).hasMessage("Fill in: customer.");
        refused(mail, Map.of("outcome", "newRequest", "contactEmail", "nobody", "language", "fr"))
                .hasMessage(
                        "E-mail address: nobody is none. Fill in: customer. Language is fr; allowed are ru and en.");
        refused(mail, Map.of("outcome", "attach")).hasMessage("Fill in: request number.");
        refused(mail, Map.of("outcome", "attach", "requestNumber", "BONUS-1999-000001"))
                .hasMessage("There is no request BONUS-1999-000001 of this product.");
        RequestView other = lifecycle.register("otk", lifecycle.contact(), "Help");
        refused(mail, Map.of("outcome", "attach", "requestNumber", other.number()))
                .hasMessageContaining("There is no request");
        refused(mail, Map.of("outcome", "later"))
                .hasMessage("The decision is later; allowed are newRequest, attach, spam, discard.");
    }

    @Test
    @DisplayName("C-41: a stranger's mail is attached to the request that it speaks of, which goes on")
    void a_strangers_mail_is_attached_to_its_request() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "It hangs");
        lifecycle.complete(request, "Task_ClassifyRequest", Map.of("outcome", "clarify", "question", "Where?"));
        long mail = toSort(
                "otk",
                UUID.randomUUID() + "@elsewhere.example.org",
                TriageReason.STRANGER_WITH_NUMBER,
                request.number());
        complete(
                mail,
                "Task_TriageMail",
                Map.of("outcome", "attach", "requestNumber", request.number().toLowerCase(java.util.Locale.ROOT)));

        assertThat(outcome(mail)).isEqualTo("REPLY");
        assertThat(lifecycle.history(request)).anyMatch(e -> e.cause().equals("Task_AttachMail"));
    }

    @Test
    @DisplayName("C-41: spam is blocked, anything else is set aside with the reason")
    void spam_is_blocked_and_anything_else_is_set_aside() {
        long spam = toSort("otk", "win@lottery.example.org", TriageReason.UNKNOWN_SENDER, null);
        complete(spam, "Task_TriageMail", Map.of("outcome", "spam"));
        assertThat(outcome(spam)).isEqualTo("BLOCKED");

        long other = toSort("otk", "news@press.example.org", TriageReason.UNKNOWN_SENDER, null);
        complete(other, "Task_TriageMail", Map.of("outcome", "discard", "reason", "A newsletter"));
        assertThat(outcome(other)).isEqualTo("DISCARDED");
        assertThat(jdbc.sql("select reason from crm.inbound_mail where id = ?")
                        .param(other)
                        .query(String.class)
                        .single())
                .contains("A newsletter");
    }

    @Test
    @DisplayName("C-41: who sorts a mail blocks or trusts its sender on the way; our own people are neither")
    void a_sender_is_blocked_or_trusted_on_the_way() {
        String domain = "d" + UUID.randomUUID() + ".example.org";
        long spam = toSort("otk", "win@" + domain, TriageReason.UNKNOWN_SENDER, null);
        refused(spam, Map.of("outcome", "spam", "blockSender", "planet"))
                .hasMessage("block the sender is planet; allowed are address and domain, or nothing.");
        complete(spam, "Task_TriageMail", Map.of("outcome", "spam", "blockSender", "domain", "reason", "Lottery"));
        assertThat(senders.of("otk", "other@" + domain)).contains(SenderRules.Verdict.BLOCKED);

        RequestView request = lifecycle.register("otk", lifecycle.contact(), "It hangs");
        long mail = toSort("otk", "assistant@" + domain, TriageReason.NON_PARTICIPANT, request.number());
        complete(mail, "Task_TriageMail", Map.of("outcome", "attach", "trustSender", "address"));
        assertThat(senders.of("otk", "assistant@" + domain)).contains(SenderRules.Verdict.TRUSTED);

        long own = toSort("otk", "otk@support.example.org", TriageReason.INTERNAL, null);
        refused(own, Map.of("outcome", "discard", "blockSender", "address")).hasMessageContaining("is our own");
    }

    @Test
    @DisplayName("BONUS-10.4-07, ECRM-3.3-02: remarks after the end become a linked request")
    void remarks_after_the_end_become_a_linked_request() {
        RequestView request = ended();
        long mail = ended(request);
        task(mail, "Task_ReviewReply");
        complete(mail, "Task_ReviewReply", Map.of("outcome", "remarks"));

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        List<Requests.RequestLink> links = requests.links(request.id());
        assertThat(links).hasSize(1);
        assertThat(requests.get(links.get(0).number()).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.history(request))
                .anyMatch(e -> e.kind() == Kind.DECISION && e.cause().equals("Task_ReviewReply"));
    }

    @Test
    @DisplayName("design 4.1: a reply after the end that is only a note stays with the request")
    void a_note_after_the_end_stays_with_the_request() {
        RequestView request = ended();
        long mail = ended(request);
        complete(mail, "Task_ReviewReply", Map.of("outcome", "note", "remarks", "They say thanks"));

        assertThat(requests.links(request.id())).isEmpty();
        assertThat(lifecycle.texts(request, Kind.NOTE)).contains("They say thanks");
    }

    @Test
    @DisplayName("C-41: an undeliverable mail is sent again, or the customer is reached in another way")
    void an_undeliverable_mail_reaches_a_person() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "It hangs");
        long first = undeliverable(request);
        Task task = byKey("undelivered-" + first, "Task_ReachCustomer");
        engine.getTaskService().complete(task.getId(), Map.of("outcome", "resend"));
        assertThat(state(first)).isNotEqualTo("FAILED");

        long second = undeliverable(request);
        Task other = byKey("undelivered-" + second, "Task_ReachCustomer");
        engine.getTaskService().complete(other.getId(), Map.of("outcome", "done", "reason", "Rang them up"));
        assertThat(state(second)).isEqualTo("FAILED");
        assertThat(lifecycle.texts(request, Kind.NOTE)).contains("Rang them up");
    }

    @Test
    @DisplayName("IN-6: the same mail is handed to a person once")
    void the_same_mail_is_handed_to_a_person_once() {
        long mail = toSort("otk", "twice@elsewhere.example.org", TriageReason.UNDECIDED, null);
        transaction.executeWithoutResult(status -> triage.sort(mail, "otk", TriageReason.UNDECIDED, null));
        task(mail, "Task_TriageMail");
    }

    private long toSort(String product, String sender, TriageReason reason, String hint) {
        long id = inbound(product, sender, "TO_SORT");
        transaction.executeWithoutResult(status -> triage.sort(id, product, reason, hint));
        return id;
    }

    private RequestView ended() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Explain");
        lifecycle.complete(request, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "So"));
        return request;
    }

    private long ended(RequestView request) {
        String sender = customers.contact(request.contactId()).email();
        long mail = inbound(request.product(), sender, "REPLY");
        transaction.executeWithoutResult(status -> triage.reviewReply(mail, request.product(), request.number()));
        return mail;
    }

    private long undeliverable(RequestView request) {
        String id = UUID.randomUUID().toString();
        long mail = jdbc.sql("""
                insert into crm.outbound_mail (request_id, product, kind, dedup_key, message_id, sender, recipient,
                    subject, raw, state, created_at) values (?, ?, 'N-01', ?, ?, 'otk@support.example.org',
                    'nobody@client.example.org', 'Test', ?, 'FAILED', ?) returning id
                """)
                .params(
                        request.id(),
                        request.product(),
                        id,
                        "<" + id + "@support.example.org>",
                        mime("nobody@client.example.org", id),
                        Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        transaction.executeWithoutResult(status -> triage.undeliverable(mail, request.product(), request.number()));
        return mail;
    }

    private long inbound(String product, String sender, String outcome) {
        String id = UUID.randomUUID().toString();
        byte[] hash = id.getBytes(StandardCharsets.US_ASCII);
        byte[] raw = mime(sender, id);
        return jdbc.sql("""
                insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at, size,
                    sha256, fingerprint, raw, message_id, sender, subject, outcome)
                values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 'Нужна помощь', ?) returning id
                """)
                .params(
                        product + "@support.example.org",
                        product,
                        // A mailbox of its own in a sense: no other test has this validity.
                        UUID.randomUUID().getMostSignificantBits(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()),
                        (long) raw.length,
                        hash,
                        hash,
                        raw,
                        "<" + id + "@client.example.org>",
                        sender,
                        outcome)
                .query(Long.class)
                .single();
    }

    private static byte[] mime(String sender, String id) {
        return ("From: Somebody <" + sender + ">\r\nTo: support@support.example.org\r\nSubject: Help " + id
                        + "\r\nMessage-ID: <" + id + "@client.example.org>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0300\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease help me.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Task task(long mail, String key) {
        return byKey("mail-" + mail, key);
    }

    private Task byKey(String businessKey, String key) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        assertThat(task).as(businessKey).isNotNull();
        assertThat(task.getTaskDefinitionKey()).isEqualTo(key);
        return task;
    }

    private void complete(long mail, String key, Map<String, Object> variables) {
        engine.getTaskService().complete(task(mail, key).getId(), variables);
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            long mail, Map<String, Object> variables) {
        var refusal = assertThatThrownBy(() -> complete(mail, "Task_TriageMail", variables))
                .isInstanceOf(CompletionRefused.class);
        assertThat(outcome(mail)).isEqualTo("TO_SORT");
        return refusal;
    }

    private String outcome(long mail) {
        return jdbc.sql("select outcome from crm.inbound_mail where id = ?")
                .param(mail)
                .query(String.class)
                .single();
    }

    private String number(long mail) {
        return jdbc.sql("""
                select r.number from crm.request r join crm.inbound_mail m on m.request_id = r.id where m.id = ?
                """).param(mail).query(String.class).single();
    }

    private String state(long mail) {
        return jdbc.sql("select state from crm.outbound_mail where id = ?")
                .param(mail)
                .query(String.class)
                .single();
    }
}
