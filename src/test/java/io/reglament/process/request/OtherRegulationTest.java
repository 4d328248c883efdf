package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.ReglamentTest;
import io.reglament.crm.ChangedProfile;
import io.reglament.crm.Contact;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Requests.ReplyEffect;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Settings that a profile may have, and none of the five products has. */
@ReglamentTest
class OtherRegulationTest {

    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requests requests;

    @Autowired
    ChangedProfile profile;

    @BeforeEach
    void people() {
        lifecycle.people();
    }

    @Test
    @DisplayName("C-21: where the profile merges them, the representative's one confirmation completes and closes")
    void one_confirmation_of_the_representative_closes() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        profile.during("ecrm", p -> p.withObject("/confirmation").put("merge", true), () -> {
            RequestView byMail = answered(contact);
            assertThat(lifecycle.reply(byMail, representative, "Подтверждаю")).isEqualTo(ReplyEffect.RESUMED);
            assertThat(states(byMail)).endsWith("ANSWERED", "COMPLETED", "CLOSED");

            RequestView byLink = answered(contact);
            assertThat(requests.customerConfirmed(byLink.number(), representative, "link"))
                    .isTrue();
            assertThat(states(byLink)).endsWith("ANSWERED", "COMPLETED", "CLOSED");
            assertThat(lifecycle.mailsFrom(byLink))
                    .endsWith("Task_CloseRequest")
                    .doesNotContain("Task_AskForClosure");
        });
    }

    @Test
    @DisplayName("C-21: merged or not, another person's confirmation does not close; the representative is asked")
    void another_persons_confirmation_does_not_close() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        profile.during("ecrm", p -> p.withObject("/confirmation").put("merge", true), () -> {
            RequestView request = answered(contact);
            assertThat(lifecycle.reply(request, contact, "Подтверждаю")).isEqualTo(ReplyEffect.RESUMED);
            assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);
            assertThat(lifecycle.mailsFrom(request)).endsWith("Task_AskForClosure");

            assertThat(lifecycle.reply(request, representative, "Подтверждаю")).isEqualTo(ReplyEffect.RESUMED);
            assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        });
        RequestView apart = answered(contact);
        lifecycle.reply(apart, representative, "Подтверждаю");
        assertThat(lifecycle.now(apart).state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    @DisplayName("T-10, T-19: where the profile says KEEP, nothing ends the wait after the last reminder but an answer")
    void the_wait_is_kept() {
        Contact contact = lifecycle.contact();
        profile.during("ecrm", this::keep, () -> {
            RequestView asked = lifecycle.register("ecrm", contact, "It does not work");
            lifecycle.complete(asked, CLASSIFY, Map.of("outcome", "clarify", "question", "What exactly?"));
            waits(asked, "BoundaryEvent_AnswerReminderDue", "BoundaryEvent_AnswerMissing");
            assertThat(lifecycle.now(asked).state()).isEqualTo(RequestState.WAITING_CUSTOMER);
            assertThat(lifecycle.reply(asked, contact, "The export")).isEqualTo(ReplyEffect.RESUMED);
            lifecycle.task(asked, CLASSIFY);

            RequestView answered = answered(contact);
            waits(answered, "BoundaryEvent_ConfirmationReminderDue", "BoundaryEvent_ConfirmationMissing");
            assertThat(lifecycle.now(answered).state()).isEqualTo(RequestState.ANSWERED);
            assertThat(requests.customerConfirmed(answered.number(), contact, "link"))
                    .isTrue();
        });
    }

    private void keep(ObjectNode p) {
        p.withObject("/reminders").put("afterDays", 1).put("count", 1).put("then", "KEEP");
    }

    /** One reminder, and then nothing: what would end the wait never comes. */
    private void waits(RequestView request, String reminder, String end) {
        Instant due = lifecycle.timer(request, reminder).getDuedate().toInstant();
        try {
            ClockUtil.setCurrentTime(Date.from(due.plusSeconds(1)));
            lifecycle.elapse(request, reminder);
        } finally {
            ClockUtil.reset();
        }
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_RemindCustomer");
        assertThat(lifecycle.timer(request, reminder)).isNull();
        Job ending = lifecycle.timer(request, end);
        assertThat(ending == null ? NEVER : ending.getDuedate().toInstant()).isAfterOrEqualTo(NEVER);
    }

    private RequestView answered(Contact contact) {
        RequestView request = lifecycle.register("ecrm", contact, "How do I export?");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "answer", "answerText", "By the button Export"));
        return request;
    }

    private List<String> states(RequestView request) {
        return lifecycle.history(request).stream()
                .filter(line -> line.kind() == Kind.STATE)
                .map(ArchiveEntry::newValue)
                .toList();
    }
}
