package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Withdrawals;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records that the customer no longer needs the answer (T-25, S-38, ECRM-3.5-05). */
@Component
class WithdrawAction implements RequestAction {

    private static final String REASON = "reason";
    private final Withdrawals withdrawals;
    private final ActionTexts texts;

    WithdrawAction(Withdrawals withdrawals, ActionTexts texts) {
        this.withdrawals = withdrawals;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "withdraw";
    }

    @Override
    public Set<RequestState> states() {
        return Set.copyOf(RequestState.unanswered());
    }

    @Override
    public boolean fits(RequestView request, ProductProfile profile) {
        return states().contains(request.state()) && profile.customerMayWithdraw();
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(REASON, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        String reason = input.required(REASON);
        input.check();
        if (!withdrawals.withdraw(input.request(), reason, input.actor(), input.cause())) {
            throw texts.notNow(input);
        }
    }
}
