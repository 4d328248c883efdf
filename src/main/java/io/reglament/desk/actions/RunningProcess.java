package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestLifecycle.WorkRefused;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells a request's process what a person wants done; the process does it in the same transaction. */
@Component
class RunningProcess {

    /** Somebody at the vendor works on the request, or waits for what the work needs. */
    static final Set<RequestState> IN_HAND = EnumSet.of(
            RequestState.ASSIGNED, RequestState.IN_WORK, RequestState.WAITING_CUSTOMER, RequestState.WAITING_RELEASE);

    /** A specialist has the task to work on the request. */
    static final Set<RequestState> WITH_SPECIALIST = EnumSet.of(RequestState.ASSIGNED, RequestState.IN_WORK);

    /** The work on the request has not ended. */
    static final Set<RequestState> OPEN = EnumSet.of(
            RequestState.REGISTERED,
            RequestState.QUEUED,
            RequestState.ASSIGNED,
            RequestState.IN_WORK,
            RequestState.WAITING_CUSTOMER,
            RequestState.WAITING_RELEASE);

    private final RequestLifecycle lifecycle;
    private final ActionTexts texts;

    RunningProcess(RequestLifecycle lifecycle, ActionTexts texts) {
        this.lifecycle = lifecycle;
        this.texts = texts;
    }

    /**
     * @param reason why, for the archive; may be null
     * @param inputs what else the message carries; values may be null
     * @throws ActionRefused if the process does not await the message now
     */
    void tell(ActionInput input, String message, String reason, Map<String, ?> inputs) {
        Map<String, Object> carried = new HashMap<>(inputs);
        carried.put("reason", reason);
        check(input, lifecycle.happened(input.request(), message, carried));
    }

    /**
     * Ends the specialist's work as the form of its task does.
     *
     * @param fields of the form, by name
     * @throws ActionRefused if no specialist works on the request now
     * @throws ActionInput.Faulty with what the task's own checks say
     */
    void endWork(ActionInput input, WorkOutcome outcome, Map<String, ?> fields) {
        try {
            check(input, lifecycle.workEnded(input.request(), outcome, input.actor(), fields));
        } catch (WorkRefused e) {
            throw new ActionInput.Faulty(List.of(new ActionInput.Problem(null, e.getMessage())));
        }
    }

    /** @return whether a specialist of support has the request, not development */
    static boolean isWithSupport(RequestView request, ProductProfile profile) {
        return WITH_SPECIALIST.contains(request.state()) && !isWithDevelopment(request, profile);
    }

    /** @return whether development has the request and answers support alone (OTK-6-05) */
    static boolean isWithDevelopment(RequestView request, ProductProfile profile) {
        return request.assignedGroup() != null
                && request.assignedGroup().equals(profile.groups().development());
    }

    /** @throws ActionRefused if the process stood elsewhere, so that nothing was done */
    void check(ActionInput input, boolean done) {
        if (!done) {
            throw ActionRefused.request(
                    "action.refused.process",
                    texts.action(input.action()),
                    input.request().label());
        }
    }
}
