package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.Contact;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests.ReplyEffect;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What follows when the customer does not answer (profile key {@code reminders}). */
abstract class ReminderPaths extends ConfirmationPaths {

    private static final String REMIND = "Task_RemindCustomer";

    @Test
    @DisplayName("T-10: first line's question is repeated as often as the profile says, then first line goes on")
    void first_lines_question_is_repeated_then_first_line_goes_on() {
        RequestView request = asked("otk");
        Date patience = lifecycle.timer(request, "BoundaryEvent_AnswerMissing").getDuedate();
        assertThat(patience).isCloseTo(Date.from(clock.instant().plus(Duration.ofDays(9))), 60_000);
        try {
            for (int reminders = 1; reminders <= 2; reminders++) {
                ClockUtil.setCurrentTime(Date.from(lifecycle
                        .timer(request, "BoundaryEvent_AnswerReminderDue")
                        .getDuedate()
                        .toInstant()
                        .plusSeconds(1)));
                lifecycle.elapse(request, "BoundaryEvent_AnswerReminderDue");
                assertThat(lifecycle.mailsFrom(request))
                        .filteredOn(REMIND::equals)
                        .hasSize(reminders);
            }
            assertThat(lifecycle.timer(request, "BoundaryEvent_AnswerReminderDue"))
                    .isNull();
        } finally {
            ClockUtil.reset();
        }
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.WAITING_CUSTOMER);
        lifecycle.elapse(request, "BoundaryEvent_AnswerMissing");

        lifecycle.task(request, CLASSIFY);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.texts(request, Kind.NOTE)).hasSize(1);
    }

    @Test
    @DisplayName("T-10: the specialist's question is repeated, then the specialist goes on")
    void the_specialists_question_is_repeated_then_the_specialist_goes_on() {
        RequestView request = askedForDetails("bonus");
        lifecycle.elapse(request, "BoundaryEvent_DetailsReminderDue");
        assertThat(lifecycle.mailsFrom(request)).endsWith(REMIND);
        lifecycle.elapse(request, "BoundaryEvent_DetailsMissing");

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
    }

    @Test
    @DisplayName("T-10: where the profile says CLOSE, a question that nobody answers closes the request")
    void where_the_profile_says_so_an_unanswered_question_closes() {
        RequestView request = asked("otk");
        then(request, "CLOSE");
        lifecycle.elapse(request, "BoundaryEvent_AnswerMissing");
        ended(request, "EndEvent_RequestClosed");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);

        RequestView details = askedForDetails("bonus");
        then(details, "CLOSE");
        lifecycle.elapse(details, "BoundaryEvent_DetailsMissing");
        ended(details, "EndEvent_RequestClosed");
        assertThat(lifecycle.mailsFrom(details)).endsWith("Task_CloseRequest");
    }

    @Test
    @DisplayName("T-22, T-24: without any reaction a person obtains the confirmation, and a link still counts")
    void without_any_reaction_a_person_obtains_the_confirmation() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        RequestView request = delivered("ecrm", contact);
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationReminderDue");
        assertThat(lifecycle.mailsFrom(request)).endsWith(REMIND);
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");
        lifecycle.complete(request, "Task_ObtainConfirmation", Map.of("outcome", "keepWaiting"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.ANSWERED);

        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");
        lifecycle.task(request, "Task_ObtainConfirmation");
        assertThat(requests.customerConfirmed(request.number(), contact, "link"))
                .isTrue();
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);

        lifecycle.elapse(request, "BoundaryEvent_ConfirmationReminderDue");
        assertThat(lifecycle.mailsFrom(request)).endsWith(REMIND);
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");
        assertThat(requests.customerConfirmed(request.number(), contact, "link"))
                .as("not the representative")
                .isFalse();
        assertThat(requests.customerConfirmed(request.number(), representative, "link"))
                .isTrue();
        ended(request, "EndEvent_RequestClosed");
    }

    @Test
    @DisplayName("T-22: confirmed to the person who asked, a request is completed, not closed")
    void confirmed_to_the_person_who_asked_it_is_completed() {
        Contact contact = lifecycle.contact();
        lifecycle.representative(contact);
        RequestView request = delivered("ecrm", contact);
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");
        lifecycle.complete(
                request, "Task_ObtainConfirmation", Map.of("outcome", "confirmed", "reason", "Said so by telephone"));

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_AskForClosure");
    }

    @Test
    @DisplayName("T-23, ECRM-3.5-02: remarks by link count while a person is asking")
    void remarks_by_link_count_while_a_person_is_asking() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");
        assertThat(requests.customerRemarked(request.number(), contact, "The figures differ", "link"))
                .isTrue();

        lifecycle.task(request, PROCESS);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
    }

    @Test
    @DisplayName("T-19: where the profile says CLOSE, a solution that nobody reacts to closes the request")
    void where_the_profile_says_so_a_solution_without_reaction_closes() {
        RequestView request = delivered("ecrm", lifecycle.contact());
        then(request, "CLOSE");
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationMissing");

        ended(request, "EndEvent_RequestClosed");
        assertThat(lifecycle.history(request))
                .filteredOn(e -> e.kind() == Kind.STATE)
                .extracting(e -> e.newValue())
                .doesNotContain("COMPLETED");
    }

    @Test
    @DisplayName("T-19: while a person reads the customer's reply nobody is reminded")
    void while_a_person_reads_the_reply_nobody_is_reminded() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("bonus", contact);
        assertThat(lifecycle.reply(request, contact, "Well, what shall I say")).isEqualTo(ReplyEffect.RESUMED);
        lifecycle.task(request, "Task_ReviewReply");
        lifecycle.elapse(request, "BoundaryEvent_ConfirmationReminderDue");

        assertThat(lifecycle.mailsFrom(request)).doesNotContain(REMIND);
    }

    private RequestView asked(String product) {
        RequestView request = lifecycle.register(product, lifecycle.contact(), "It does not work");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "clarify", "question", "What exactly?"));
        return request;
    }

    private RequestView askedForDetails(String product) {
        RequestView request = assigned(product, lifecycle.contact());
        lifecycle.complete(request, PROCESS, Map.of("outcome", "clarify", "question", "Which month?"));
        return request;
    }

    /** As if the product's profile said so. */
    private void then(RequestView request, String what) {
        engine.getRuntimeService()
                .setVariable(lifecycle.now(request).processInstanceId(), Variables.REMINDERS_THEN, what);
    }
}
