package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.access.Users;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.mail.content.ParsedMail;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork.Classification;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The vendor's own people write from their mail program. */
class StaffMailTest extends MailScenario {

    @Autowired
    Users users;

    @Autowired
    Notifications notifications;

    private MailUser specialist;
    private String id;

    @BeforeEach
    void somebodyOfOurs() {
        id = "sp" + key;
        users.ensure(id, "not-a-secret", "Sonja", "S" + key, Set.of("vendor-support"), List.of("bonus"));
        users.ensureAddress(id, id + "@vendor.example.org");
        specialist = new MailUser(servers, id + "@vendor.example.org");
    }

    @Test
    @DisplayName(
            "TH-3, T-09: where no task waits for a solution, a specialist's answer is a note that the customer does not see, and begins")
    void answer_to_a_notice() {
        RequestView request = register("Staff " + key);
        ParsedMail notice = assign(request);

        specialist.send(
                BONUS,
                "Subject: Re: " + notice.subject() + "\nIn-Reply-To: " + notice.messageId(),
                "Looked into it, a driver is missing.\n\n> you are assigned");
        await().until(() -> outcomesFrom(specialist).equals(List.of("REPLY")));

        assertThat(column("rule", specialist)).containsExactly("STAFF_REPLY");
        assertThat(notes(request)).singleElement().satisfies(note -> {
            assertThat(note.text()).isEqualTo("Looked into it, a driver is missing.");
            assertThat(note.sender()).isEqualTo(id);
        });
        assertThat(requests.get(request.number()).state()).isEqualTo(RequestState.IN_WORK);
        assertThat(outgoing(user)).isEqualTo(1);
        assertThat(specialist
                        .receives(m -> m.subject().contains("kept as a note"))
                        .text())
                .contains("Nobody works on request");
    }

    @Test
    @DisplayName("AU-3: an absence notice of a specialist is kept as a note, and begins nothing")
    void absence_of_a_specialist() {
        RequestView request = register("Absent staff " + key);
        ParsedMail notice = assign(request);

        specialist.send(
                BONUS,
                "Subject: Away " + key + "\nAuto-Submitted: auto-replied\nIn-Reply-To: " + notice.messageId(),
                "on leave");
        await().until(() -> outcomesFrom(specialist).equals(List.of("AUTOMATIC")));

        assertThat(notes(request)).hasSize(1);
        assertThat(conversation.messages(request.id()))
                .extracting(MessageView::direction)
                .containsOnlyOnce(Direction.IN);
        assertThat(requests.get(request.number()).state()).isEqualTo(RequestState.ASSIGNED);
    }

    @Test
    @DisplayName(
            "TH-3, C-41: a mail of our own people that answers no notice of theirs is sorted by a person, as internal")
    void no_answer() {
        RequestView request = register("Internal " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));

        specialist.send(BONUS, "Subject: A thought " + key, "we should talk");
        specialist.send(BONUS, "Subject: Re: " + request.number(), "by number only");
        // What the customer got and passed on proves nothing about who answers.
        specialist.send(BONUS, "Subject: passed on\nIn-Reply-To: " + acknowledgement.messageId(), "by their mail");
        MailUser neighbour = new MailUser(servers, "n" + key + "@support.example.org");
        neighbour.send(BONUS, "Subject: From the house " + key, "our own domain");

        await().until(() -> outcomesFrom(specialist).equals(List.of("TO_SORT", "TO_SORT", "TO_SORT")));
        await().until(() -> outcomesFrom(neighbour).equals(List.of("TO_SORT")));
        assertThat(reasonsFrom(specialist)).containsOnly("INTERNAL");
        assertThat(reasonsFrom(neighbour)).containsOnly("INTERNAL");
        assertThat(notes(request)).isEmpty();
        assertThat(outgoing(specialist) + outgoing(neighbour)).isZero();
    }

    private ParsedMail assign(RequestView request) {
        transaction.executeWithoutResult(status -> {
            work.classify(
                    request.id(),
                    new Classification(
                            "INCIDENT",
                            "CUSTOMER_STAFF_SUPPORT",
                            Level.HIGH,
                            Level.MEDIUM,
                            Level.LOW,
                            null,
                            id,
                            "vendor-support"),
                    "Test",
                    "Test");
            work.changeState(request.id(), RequestState.ASSIGNED, "Test", "Test");
            notifications.requestAssigned(request.id(), "Task_AssignRequest", "assigned-" + key);
        });
        return specialist.receives(m -> m.subject().contains(request.number()));
    }

    private List<MessageView> notes(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.NOTE)
                .toList();
    }
}
