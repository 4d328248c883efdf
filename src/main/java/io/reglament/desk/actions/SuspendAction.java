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

/** Records force majeure: the deadlines stand still (T-26, S-30, BONUS-10.5-02). */
@Component
class SuspendAction implements RequestAction {

    private static final String SCOPE = "scope";
    private static final String REQUEST = "REQUEST";
    private static final String CONTRACT = "CONTRACT";
    private static final String FROM = "from";
    private static final String REASON = "reason";

    private final Suspensions suspensions;
    private final ActionTexts texts;

    SuspendAction(Suspensions suspensions, ActionTexts texts) {
        this.suspensions = suspensions;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "suspend";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.complementOf(EnumSet.of(RequestState.CLOSED));
    }

    @Override
    public boolean isOffered(RequestView request, ProductProfile profile) {
        return fits(request, profile) && suspensions.current(request.id()).isEmpty();
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(
                        SCOPE,
                        ActionField.Type.SELECT,
                        texts.option(REQUEST, "action.suspend.scope.request"),
                        texts.option(CONTRACT, "action.suspend.scope.contract")),
                ActionField.optional(FROM, ActionField.Type.DATE, List.of()),
                ActionField.required(REASON, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        input.required(SCOPE);
        String scope = input.choice(SCOPE, List.of(REQUEST, CONTRACT));
        Instant from = input.moment(FROM);
        String reason = input.required(REASON);
        suspensions.objectionToBegin(input.request(), from).ifPresent(objection -> input.object(FROM, objection));
        input.check();
        suspensions.begin(input.request(), CONTRACT.equals(scope), from, reason, input.actor(), input.cause());
    }
}
