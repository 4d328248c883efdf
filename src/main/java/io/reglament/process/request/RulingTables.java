package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Confirmation;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Rulings;
import io.reglament.request.ServiceNature;
import io.reglament.request.WorkplaceResponsibility;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/**
 * Asks {@code service-nature}, {@code workplace-responsibility} and {@code close-policy} about a request whose
 * classification was proposed or decided, and stores what they rule.
 */
@Component
class RulingTables {

    private final DecisionService decisions;
    private final Requests requests;
    private final Rulings rulings;
    private final ProductProfiles profiles;
    private final CurrentActor actor;

    RulingTables(
            DecisionService decisions,
            Requests requests,
            Rulings rulings,
            ProductProfiles profiles,
            CurrentActor actor) {
        this.decisions = decisions;
        this.requests = requests;
        this.rulings = rulings;
        this.profiles = profiles;
        this.actor = actor;
    }

    /** Tells whose the workplace is, from the customer's own words (BONUS-8-02, BONUS-8-03, BONUS-9-10). */
    void workplace(long requestId, String requestText, String cause) {
        RequestView request = requests.get(requestId);
        String responsible = ask(
                        "workplace-responsibility",
                        inputs(request)
                                .putValue(Variables.TOPIC, request.topic())
                                .putValue(Variables.REQUEST_TEXT, requestText == null ? "" : requestText))
                .getEntry("responsibility");
        rulings.responsibility(
                requestId, responsible == null ? null : WorkplaceResponsibility.valueOf(responsible), cause);
    }

    /**
     * Tells the nature of the service (BONUS-7-01) and how the request closes (C-02, C-34).
     *
     * @return whose confirmation closes the request
     */
    ConfirmationModel classified(long requestId, String cause) {
        RequestView request = requests.get(requestId);
        String nature = ask(
                        "service-nature",
                        inputs(request)
                                .putValue("channel", request.channel())
                                .putValue(Variables.CATEGORY, request.category())
                                .putValue(Variables.SERVICE, request.service())
                                .putValue(Variables.TOPIC, request.topic())
                                .putValue(
                                        Variables.CRITICALITY,
                                        request.criticality() == null
                                                ? null
                                                : request.criticality().name()))
                .getEntry("nature");
        rulings.nature(requestId, nature == null ? null : ServiceNature.valueOf(nature), cause);
        Confirmation usual = profiles.get(request.product()).confirmation();
        DmnDecisionRuleResult row = ask(
                "close-policy",
                inputs(request)
                        .putValue(Variables.CATEGORY, request.category())
                        .putValue(Variables.CONFIRMATION_MODEL, usual.model().name())
                        .putValue("autoCloseDays", usual.autoCloseDays()));
        Number days = row.getEntry("autoCloseDays");
        Confirmation closing = new Confirmation(
                ConfirmationModel.valueOf(row.getEntry("confirmationModel")),
                days == null ? null : days.intValue(),
                usual.merge());
        rulings.closing(requestId, request.confirmation(), closing, cause);
        return closing.model();
    }

    private DmnDecisionRuleResult ask(String table, VariableMap inputs) {
        return actor.asSystem(() -> decisions
                .evaluateDecisionTableByKey(table)
                .decisionDefinitionWithoutTenantId()
                .variables(inputs)
                .evaluate()
                .getSingleResult());
    }

    private static VariableMap inputs(RequestView request) {
        return org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.PRODUCT, request.product());
    }
}
