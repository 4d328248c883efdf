package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Suspensions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records the end of force majeure: the deadlines run again (T-26, BONUS-10.5-02). */
@Component
class ResumeAction implements RequestAction {

    private static final String TO = "to";

    private final Suspensions suspensions;

    ResumeAction(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @Override
    public String code() {
        return "resume";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.complementOf(EnumSet.of(RequestState.CLOSED));
    }

    @Override
    public boolean isOffered(RequestView request, ProductProfile profile) {
        return fits(request, profile) && suspensions.current(request.id()).isPresent();
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.optional(TO, ActionField.Type.DATE, List.of()));
    }

    @Override
    public void perform(ActionInput input) {
        Instant to = input.moment(TO);
        suspensions.objectionToEnd(input.request(), to).ifPresent(objection -> input.object(TO, objection));
        input.check();
        suspensions.end(input.request(), to, input.actor(), input.cause());
    }
}
