package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Intake;
import io.reglament.request.IntakeRefused;
import io.reglament.request.Taker;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers what a person was told by telephone or in person (T-02, BONUS-10.1-02, S-07, S-08). */
@Component
class RegisterCallDelegate implements JavaDelegate {

    private final Intake intake;
    private final CurrentActor actor;
    private final CompletionMessages messages;

    RegisterCallDelegate(Intake intake, CurrentActor actor, CompletionMessages messages) {
        this.intake = intake;
        this.actor = actor;
        this.messages = messages;
    }

    /** @throws CompletionRefused naming every problem */
    @Override
    public void execute(DelegateExecution execution) {
        Taker taker = new Taker(actor.id(), Set.copyOf(actor.groups()), Set.copyOf(actor.products()), actor.isAdmin());
        try {
            execution.setProcessBusinessKey(intake.take(call(execution), taker, execution.getCurrentActivityId())
                    .number());
        } catch (IntakeRefused e) {
            throw new CompletionRefused(e.problems().stream()
                    .map(p -> messages.text(p.key(), p.arguments().toArray()))
                    .collect(Collectors.joining(" ")));
        }
    }

    private static Intake.Call call(DelegateExecution execution) {
        return new Intake.Call(
                text(execution, Variables.PRODUCT),
                text(execution, Variables.CHANNEL),
                text(execution, Variables.CONTACT_EMAIL),
                text(execution, Variables.CONTACT_NAME),
                text(execution, Variables.CUSTOMER_NAME),
                text(execution, Variables.SUBJECT),
                text(execution, Variables.DESCRIPTION),
                Boolean.parseBoolean(text(execution, Variables.ORAL_NOTICE)),
                text(execution, Variables.REQUEST_NUMBER));
    }

    private static String text(DelegateExecution execution, String variable) {
        Object value = execution.getVariable(variable);
        return value == null ? null : value.toString();
    }
}
