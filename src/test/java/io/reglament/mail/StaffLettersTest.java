package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.access.Users;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork.Classification;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The letters that came later than the first ones: to our own people, of moved dates, and reminders. */
class StaffLettersTest extends MailScenario {

    @Autowired
    Notifications notifications;

    @Autowired
    Users users;

    @Autowired
    Customers customers;

    @Test
    @DisplayName("N-04, BONUS-10.1-15…22: the specialist gets all assignment data, and no part of the conversation")
    void assigned() {
        String specialist = colleague("sp", true);
        RequestView request = assignedTo(specialist, "bonus");
        tell(() -> notifications.requestAssigned(request.id(), "Task_AssignRequest", "a-" + key));

        ParsedMail letter = letters(request).get(0);
        assertThat(letter.recipients()).isEqualTo(specialist + "@vendor.example.org");
        assertThat(letter.subject()).startsWith("[" + request.number() + "] assigned to you: Subject " + key);
        assertThat(letter.text())
                .contains(
                        "Technical support of the customer's staff",
                        "Incident",
                        "Criticality: High",
                        "Priority: Medium",
                        "Complexity: Low",
                        "Due date: December 1, 2026",
                        "Назначена",
                        "/requests/" + request.number());
        assertThat(letter.headers().first("Auto-Submitted")).contains("auto-generated");
        assertThat(letter.headers().has("X-Reglament-Loop")).isTrue();
        assertThat(conversation.messages(request.id())).isEmpty();
        assertThat(archived(request, ArchiveEntry.Kind.MAIL_OUT)).anyMatch(text -> text.startsWith(specialist));
    }

    @Test
    @DisplayName("N-04: a colleague without an address finds the task in Tasklist; the archive says why no letter went")
    void no_address() {
        String specialist = colleague("na", false);
        RequestView request = assignedTo(specialist, "bonus");
        tell(() -> notifications.requestAssigned(request.id(), "Task_AssignRequest", "n-" + key));

        assertThat(letters(request)).isEmpty();
        assertThat(archived(request, ArchiveEntry.Kind.DELIVERY))
                .containsExactly("no letter to " + specialist + ": no e-mail address on record");
    }

    @Test
    @DisplayName(
            "N-05, N-03, BONUS-10.1-13, C-12: a refusal reaches the account manager who assigned, and the customer")
    void refused() {
        String manager = colleague("am", true);
        RequestView request = assignedTo(colleague("sp", true), "bonus");
        tell(() -> {
            archive.add(request.id(), manager, ArchiveEntry.Kind.DECISION, "Task_ClassifyRequest", "assign");
            archive.add(request.id(), "x", ArchiveEntry.Kind.REASON, "Task_ProcessRequest", "Out of date " + key);
            notifications.requestRefused(request.id(), "Task_RefuseRequest", "r-" + key);
        });

        assertThat(letters(request)).hasSize(2).allMatch(letter -> letter.text().contains("Out of date " + key));
        assertThat(letters(request))
                .extracting(ParsedMail::recipients)
                .containsExactlyInAnyOrder(
                        manager + "@vendor.example.org",
                        customers.contact(request.contactId()).email());
        assertThat(conversation.messages(request.id())).hasSize(1);
    }

    @Test
    @DisplayName("N-07, BONUS-10.3-02: the customer reads the old and the new due date")
    void due_date() {
        RequestView request = assignedTo(colleague("sp", true), "bonus");
        tell(() -> notifications.dueDateChanged(
                request.id(),
                Instant.parse("2026-12-01T09:00:00Z"),
                Instant.parse("2026-12-04T15:00:00Z"),
                "Vera Specialist",
                "reschedule",
                "d-" + key));
        tell(() -> notifications.dueDateChanged(
                request.id(), null, Instant.parse("2026-12-04T15:00:00Z"), null, "reschedule", "e-" + key));

        assertThat(letters(request).get(0).text())
                .contains(
                        "Due date before: December 1, 2026",
                        "Due date now: December 4, 2026",
                        "Responsible: Vera Specialist");
        assertThat(letters(request).get(1).text()).contains("Due date before: not set");
    }

    @Test
    @DisplayName(
            "N-10, ECRM-2.8-04, ECRM-2.8-05: one letter has the solution and, where the regulation says so, its use")
    void in_production() {
        RequestView ecrm = assignedTo(colleague("sp", true), "ecrm");
        RequestView otk = assignedTo(colleague("so", true), "otk");
        tell(() -> {
            for (RequestView request : List.of(ecrm, otk)) {
                archive.add(request.id(), "s", ArchiveEntry.Kind.SOLUTION, "Test", "Corrected in May");
                notifications.solutionReleased(request.id(), "Task_DeliverSolution", "p-" + request.number());
            }
        });

        assertThat(letters(ecrm))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text())
                        .contains("can be seen in the working system", "Corrected in May", "/confirm"));
        assertThat(letters(otk))
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.text()).contains("Corrected in May").doesNotContain("working system"));
    }

    @Test
    @DisplayName(
            "N-13, BONUS-10.1-27, BONUS-10.4-08: the specialist gets the remarks since the solution, and their reason")
    void rework() {
        String specialist = colleague("sp", true);
        RequestView request = assignedTo(specialist, "bonus");
        tell(() -> {
            archive.add(request.id(), "c", ArchiveEntry.Kind.REMARKS, "Test", "An old remark");
            archive.add(request.id(), specialist, ArchiveEntry.Kind.SOLUTION, "Test", "A solution");
            archive.add(request.id(), "c", ArchiveEntry.Kind.REMARKS, "Test", "Column 3 is wrong");
            archive.add(request.id(), "c", ArchiveEntry.Kind.REMARKS, "Test", "Printing fails");
            archive.add(request.id(), "m", ArchiveEntry.Kind.REASON, "Test", "Not tested on Sunday");
            notifications.returnedForRework(request.id(), "Task_ReopenRequest", "w-" + key);
        });

        assertThat(letters(request))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text())
                        .contains("- Column 3 is wrong", "- Printing fails", "Not tested on Sunday")
                        .doesNotContain("An old remark"));
    }

    @Test
    @DisplayName("N-17, BONUS-2-06: a critical signal reaches the people who work on such requests, and those on duty")
    void signal() {
        String specialist = "du" + key;
        String onDuty = "od" + key;
        users.ensure(specialist, "not-a-secret", "Sonja", "S", Set.of("server-specialist"), List.of("meet"));
        users.ensure(onDuty, "not-a-secret", "Olga", "O", Set.of("support-service"), List.of("meet"));
        users.ensureAddress(specialist, specialist + "@vendor.example.org");
        users.ensureAddress(onDuty, onDuty + "@vendor.example.org");
        RequestView request = assignedTo(specialist, "meet");
        tell(() -> notifications.criticalSignal(request.id(), "server-specialist", "Test", "s-" + key));
        RequestView other = assignedTo(specialist, "meet");
        tell(() -> notifications.criticalSignal(other.id(), "support-service", "Test", "t-" + key));

        for (String reader : List.of(specialist, onDuty)) {
            assertThat(letters(request))
                    .filteredOn(letter -> letter.recipients().equals(reader + "@vendor.example.org"))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.subject()).contains("critical signal"));
        }
        assertThat(letters(other))
                .extracting(ParsedMail::recipients)
                .contains(onDuty + "@vendor.example.org")
                .doesNotContain(specialist + "@vendor.example.org");
    }

    @Test
    @DisplayName("ECRM-3.4-06, C-02, ECRM-3.5-04: a reminder goes to whoever has to answer, and to nobody else")
    void reminders() {
        RequestView waiting = inState("bonus", RequestState.WAITING_CUSTOMER);
        RequestView done = inState("bonus", RequestState.DONE);
        RequestView completed = inState("ecrm", RequestState.COMPLETED);
        RequestView working = inState("bonus", RequestState.IN_WORK);
        tell(() -> archive.add(waiting.id(), "x", ArchiveEntry.Kind.QUESTION, "Test", "Which month?"));
        Contact representative = representativeOf(completed);
        for (RequestView request : List.of(waiting, done, completed, working)) {
            tell(() -> notifications.reminder(request.id(), "Event_ReminderDue", "m-" + request.number()));
        }

        assertThat(letters(waiting).get(0).text()).contains("waits for your answer", "Which month?");
        assertThat(letters(done).get(0).text()).contains("have not heard from you", "/confirm", "after 3 days");
        assertThat(letters(completed)).singleElement().satisfies(letter -> {
            assertThat(letter.recipients()).isEqualTo(representative.email());
            assertThat(letter.text()).contains("/confirm");
        });
        assertThat(letters(working)).isEmpty();
        assertThat(archived(working, ArchiveEntry.Kind.DELIVERY))
                .singleElement()
                .asString()
                .contains("IN_WORK");
    }

    @Test
    @DisplayName(
            "N-04, AU-6, TH-3: a letter of ours that comes back starts nothing; a colleague's answer becomes a note")
    void comes_back() {
        String specialist = colleague("sp", true);
        RequestView request = assignedTo(specialist, "bonus");
        tell(() -> notifications.requestAssigned(request.id(), "Task_AssignRequest", "b-" + key));
        ParsedMail letter = letters(request).get(0);

        user.sendRaw(BONUS, raw(request).get(0));
        await().until(() -> outcomes(letter.subject()).equals(List.of("SELF")));

        MailUser colleague = new MailUser(servers, specialist + "@vendor.example.org");
        colleague.send(
                BONUS,
                "Subject: Re: " + letter.subject() + "\nMessage-ID: <re-" + key + "@vendor.example.org>\nIn-Reply-To: "
                        + letter.messageId(),
                "ok, I begin");
        await().until(() -> outcomesFrom(colleague).equals(List.of("REPLY")));
        assertThat(column("rule", colleague)).containsExactly("STAFF_REPLY");
        assertThat(jdbc.sql("select count(*) from crm.request where subject like ?")
                        .param("%" + key + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private String colleague(String prefix, boolean withAddress) {
        String id = prefix + key;
        users.ensure(id, "not-a-secret", "Sonja", "S" + key, Set.of("vendor-support"), List.of("bonus"));
        if (withAddress) {
            users.ensureAddress(id, id + "@vendor.example.org");
        }
        return id;
    }

    private RequestView assignedTo(String specialist, String product) {
        RequestView request = inState(product, RequestState.ASSIGNED);
        transaction.executeWithoutResult(status -> work.classify(
                request.id(),
                new Classification(
                        "INCIDENT",
                        "CUSTOMER_STAFF_SUPPORT",
                        Level.HIGH,
                        Level.MEDIUM,
                        Level.LOW,
                        Instant.parse("2026-12-01T09:00:00Z"),
                        specialist,
                        "vendor-support"),
                "Test",
                "Test"));
        return requests.get(request.id());
    }

    private RequestView inState(String product, RequestState state) {
        return transaction.execute(status -> {
            Contact contact = customers.addContact(
                    "Company " + key + state + product,
                    null,
                    "Ann",
                    product + state + key + "@nowhere.example.org",
                    Language.EN);
            RequestView request = requests.register(
                    new NewRequest(product, contact, NewRequest.Channel.PHONE, "Subject " + key, "x", "Test", null));
            work.changeState(request.id(), state, Archive.SYSTEM, "Test");
            return requests.get(request.id());
        });
    }

    private Contact representativeOf(RequestView request) {
        return transaction.execute(status -> {
            Contact of = customers.contact(request.contactId());
            Contact contact = customers.addContact(
                    of.customerName(), null, "Rita", "rita" + key + "@nowhere.example.org", Language.EN);
            customers.appoint(contact.id(), true, false);
            return contact;
        });
    }

    private void tell(Runnable notice) {
        transaction.executeWithoutResult(status -> notice.run());
    }

    private List<String> archived(RequestView request, ArchiveEntry.Kind kind) {
        return archive.history(request.id()).stream()
                .filter(e -> e.kind() == kind)
                .map(ArchiveEntry::text)
                .toList();
    }

    private List<byte[]> raw(RequestView request) {
        return jdbc.sql("select raw from crm.outbound_mail where request_id = ? order by id")
                .param(request.id())
                .query(byte[].class)
                .list();
    }

    private List<ParsedMail> letters(RequestView request) {
        return raw(request).stream()
                .map(bytes -> {
                    try {
                        return MailParser.parse(bytes);
                    } catch (UnreadableMail e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
