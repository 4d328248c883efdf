package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.request.RequestWork;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the end of the customer's silence (T-19, C-34). */
@Component
class ScheduleClosingDelegate implements JavaDelegate {

    private final RequestWork work;
    private final ProductProfiles profiles;

    ScheduleClosingDelegate(RequestWork work, ProductProfiles profiles) {
        this.work = work;
        this.profiles = profiles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        step.set(
                Variables.AUTO_CLOSE_AT,
                work.silenceEnds(step.requestId()).map(Date::from).orElse(null));
        step.set(
                Variables.REMINDERS_THEN,
                profiles.get(step.product()).reminders().then().name());
    }
}
