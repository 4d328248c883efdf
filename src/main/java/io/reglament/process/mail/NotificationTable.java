package io.reglament.process.mail;

import io.reglament.mail.NotificationRules;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestView;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/** The decision table {@code notification-rules}, as mail asks it. */
@Component
class NotificationTable implements NotificationRules {

    static final String TABLE = "notification-rules";

    private final DecisionService decisions;
    private final CurrentActor actor;

    NotificationTable(DecisionService decisions, CurrentActor actor) {
        this.decisions = decisions;
        this.actor = actor;
    }

    @Override
    public Set<Recipient> recipients(RequestView request, Notice notice, boolean enabled) {
        DmnDecisionRuleResult row = actor.asSystem(() -> decisions
                .evaluateDecisionTableByKey(TABLE)
                .decisionDefinitionWithoutTenantId()
                .variables(org.camunda.bpm.engine.variable.Variables.createVariables()
                        .putValue("notice", notice.name())
                        .putValue("product", request.product())
                        .putValue("enabled", enabled))
                .evaluate()
                .getSingleResult());
        Set<Recipient> recipients = EnumSet.noneOf(Recipient.class);
        if (row != null && Boolean.TRUE.equals(row.getEntry("send"))) {
            String names = row.getEntry("recipients");
            Arrays.stream(names.split("\\s*,\\s*")).map(Recipient::valueOf).forEach(recipients::add);
        }
        return recipients;
    }
}
