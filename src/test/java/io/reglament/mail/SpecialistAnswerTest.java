package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.access.Users;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MessageIds.Reply;
import io.reglament.mail.threading.MessageIds.Token;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A specialist answers the notice of an assignment from the mail program: the notice's token says what that means. */
class SpecialistAnswerTest extends MailScenario {

    @Autowired
    Users users;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Clock clock;

    private MailUser specialist;
    private MailUser other;
    private String id;

    @BeforeEach
    void somebodyOfOurs() {
        id = "sa" + key;
        specialist = person(id);
        other = person("sb" + key);
    }

    @Test
    @DisplayName(
            "TH-2, T-10: a specialist's answer to the notice of the assignment is the solution, which goes to the check")
    void solution() {
        RequestView request = assigned("Solved by mail " + key);
        ParsedMail notice = notice(request);

        answer(
                specialist,
                notice.messageId(),
                "Driver 4.2 is installed.\nPrint again.\n\n-- \nSonja\n\n> you are assigned");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY")));

        assertThat(notice.text()).contains("your words become the solution");
        assertThat(column("rule", specialist)).containsExactly("STAFF_REPLY");
        assertThat(reasonsFrom(specialist)).containsOnlyNulls();
        assertThat(lifecycle.texts(request, Kind.SOLUTION)).containsExactly("Driver 4.2 is installed.\nPrint again.");
        assertThat(archive.history(request.id()))
                .filteredOn(entry -> entry.kind() == Kind.SOLUTION)
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(id));
        assertThat(lifecycle.task(request, "Task_VerifySolution")).isNotNull();
        assertThat(notes(request)).hasSize(1);
        assertThat(specialist.mailbox()).hasSize(1);
        assertThat(numberOfRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("TH-2, T-09: an answer that begins with the word Note is a note; the work has begun and goes on")
    void note() {
        RequestView request = assigned("Noted by mail " + key);

        answer(specialist, notice(request).messageId(), "Заметка: жду ответа поставщика");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY")));

        stillAtWork(request, RequestState.IN_WORK);
        assertThat(notes(request))
                .singleElement()
                .extracting(MessageView::text)
                .isEqualTo("Заметка: жду ответа поставщика");
        assertThat(specialist.mailbox()).hasSize(1);
    }

    @Test
    @DisplayName("TH-2: an answer for whose state there is no task is a note, and the specialist is told why, once")
    void twice() {
        RequestView request = assigned("Answered twice " + key);
        ParsedMail notice = notice(request);
        answer(specialist, notice.messageId(), "The driver is installed.");
        await().until(() -> outcomesFrom(specialist).size() == 1
                && !outcomesFrom(specialist).contains("PENDING"));

        answer(specialist, notice.messageId(), "And the other driver too.");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY", "REPLY")));

        assertThat(lifecycle.texts(request, Kind.SOLUTION)).containsExactly("The driver is installed.");
        assertThat(notes(request)).hasSize(2);
        ParsedMail back = specialist.receives(m -> m.subject().contains("kept as a note"));
        assertThat(back.text()).contains(request.number(), "Nobody works on request", "no task that a solution");
        assertThat(back.headers().first("Auto-Submitted")).contains("auto-replied");
        assertThat(reasonsFrom(specialist).get(1)).contains("Nobody works on request");

        answer(specialist, back.messageId(), "All right then.");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY", "REPLY", "REPLY")));
        assertThat(notes(request)).hasSize(3);
        assertThat(specialist.mailbox()).hasSize(2);
    }

    @Test
    @DisplayName(
            "TH-2, S-57: the answer of somebody whose task it is no more is a note, and so is one to an old notice")
    void no_longer_theirs() {
        RequestView request = assigned("Reassigned " + key);
        ParsedMail notice = notice(request);
        String task = lifecycle.task(request, "Task_ProcessRequest").getId();
        lifecycle.assign(task, "sb" + key);

        answer(specialist, notice.messageId(), "The driver is installed.");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY")));

        stillAtWork(request, null);
        assertThat(reasonsFrom(specialist).get(0)).contains("held by Sonja Sb");
        lifecycle.assign(task, id);
        jdbc.sql("update crm.outbound_mail set created_at = ? where message_id = ?")
                .params(java.sql.Timestamp.from(clock.instant().minus(Duration.ofDays(31))), notice.messageId())
                .update();
        answer(specialist, notice.messageId(), "The driver is installed, really.");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY", "REPLY")));

        stillAtWork(request, null);
        assertThat(reasonsFrom(specialist).get(1)).contains("older than 30 days");
        assertThat(notes(request)).hasSize(2);
        await().until(() -> specialist.mailbox().size() == 3);
    }

    @Test
    @DisplayName("TH-2, PA-13: an answer without words of its own, or over the limit of the task's field, is a note")
    void words() {
        RequestView request = assigned("Wordless " + key);
        ParsedMail notice = notice(request);

        answer(specialist, notice.messageId(), "> you are assigned\n> please begin");
        answer(specialist, notice.messageId(), "The driver is installed. ".repeat(200));
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY", "REPLY")));

        stillAtWork(request, RequestState.IN_WORK);
        assertThat(reasonsFrom(specialist).get(0)).contains("no words of its own");
        assertThat(reasonsFrom(specialist).get(1)).contains("at most 4,000 characters");
        assertThat(notes(request)).hasSize(2);
    }

    @Test
    @DisplayName("TH-2, TH-3, AU-9: a forged token, or the right one in other hands, gives no solution")
    void forged() {
        RequestView request = assigned("Forged " + key);
        ParsedMail notice = notice(request);
        Token token = messageIds.read(notice.messageId()).orElseThrow();
        assertThat(token.reply()).isEqualTo(Reply.SOLUTION);
        String aNote = messageIds.create(
                request.id(), token.outboundId(), specialist.address(), Reply.MESSAGE, "support.example.org");
        String forged = aNote.replace(token.recipientHash() + ".", token.recipientHash() + "s.");
        assertThat(messageIds.read(forged)).isEmpty();

        answer(specialist, forged, "By a forged token.");
        answer(other, notice.messageId(), "By a token that went to somebody else.");
        answer(stranger, notice.messageId(), "By a stranger.");
        answer(user, notice.messageId(), "By the customer, to whom it was passed on.");
        await().until(() -> outcomesFrom(specialist).equals(List.of("TO_SORT"))
                && outcomesFrom(other).equals(List.of("TO_SORT"))
                && outcomesFrom(stranger).equals(List.of("TO_SORT"))
                && outcomesFrom(user).equals(List.of("REQUEST", "REPLY")));

        assertThat(reasonsFrom(specialist)).containsExactly("INTERNAL");
        assertThat(reasonsFrom(other)).containsExactly("INTERNAL");
        assertThat(reasonsFrom(stranger)).containsExactly("NON_PARTICIPANT");
        stillAtWork(request, RequestState.ASSIGNED);
        assertThat(numberOfRequests()).isEqualTo(1);
    }

    private void stillAtWork(RequestView request, RequestState state) {
        assertThat(lifecycle.task(request, "Task_ProcessRequest")).isNotNull();
        assertThat(lifecycle.texts(request, Kind.SOLUTION)).isEmpty();
        if (state != null) {
            assertThat(lifecycle.now(request).state()).isEqualTo(state);
        }
    }

    private MailUser person(String person) {
        users.ensure(
                person,
                "not-a-secret",
                "Sonja",
                person.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + person.substring(1),
                Set.of("vendor-support"),
                List.of("bonus"));
        users.ensureAddress(person, person + "@vendor.example.org");
        return new MailUser(servers, person + "@vendor.example.org");
    }

    private RequestView assigned(String subject) {
        RequestView request = register(subject);
        Map<String, Object> form = new HashMap<>(Map.of("outcome", "assign", "assignee", id));
        form.put("dueAt", clock.instant().plus(Duration.ofDays(2)).toString());
        lifecycle.complete(request, "Task_ClassifyRequest", form);
        return lifecycle.now(request);
    }

    private ParsedMail notice(RequestView request) {
        return specialist.receives(m -> m.subject().contains(request.number()));
    }

    private void answer(MailUser from, String messageId, String words) {
        from.send(BONUS, "Subject: Re: assigned to you\nIn-Reply-To: " + messageId, words);
    }

    private List<MessageView> notes(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.NOTE)
                .toList();
    }

    private long numberOfRequests() {
        return jdbc.sql("select count(*) from crm.request where subject like ?")
                .param("%" + key + "%")
                .query(Long.class)
                .single();
    }
}
