package io.reglament.process.mail;

import io.reglament.mail.MailDisposition;
import io.reglament.mail.MailFacts;
import io.reglament.mail.ReplyIntent;
import io.reglament.process.engine.CurrentActor;
import io.reglament.process.request.DecisionText;
import io.reglament.process.request.Variables;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** The decision tables {@code mail-disposition} and {@code reply-intent}, as mail asks them. */
@Component
class MailTables implements MailDisposition, ReplyIntent {

    private final DecisionService decisions;
    private final CurrentActor actor;

    MailTables(DecisionService decisions, CurrentActor actor) {
        this.decisions = decisions;
        this.actor = actor;
    }

    @Override
    public Verdict decide(MailFacts facts) {
        DmnDecisionRuleResult row = evaluate(
                "mail-disposition",
                org.camunda.bpm.engine.variable.Variables.createVariables()
                        .putValue("duplicate", facts.duplicate())
                        .putValue("ownMail", facts.origin().ownMail())
                        .putValue("bounce", facts.origin().bounce())
                        .putValue("autoSubmitted", facts.origin().autoSubmitted())
                        .putValue("listMail", facts.origin().listMail())
                        .putValue("senderKnown", facts.sender().known())
                        .putValue("senderServed", facts.sender().served())
                        .putValue("senderBlocked", facts.sender().blocked())
                        .putValue("senderTrusted", facts.sender().trusted())
                        .putValue("vendorPerson", facts.sender().vendor())
                        .putValue("threadFound", facts.thread().found())
                        .putValue("evidence", facts.thread().evidence())
                        .putValue("senderBelongs", facts.thread().senderBelongs())
                        .putValue("tokenHolder", facts.thread().tokenHolder())
                        .putValue("authentication", facts.authentication())
                        .putValue("tooLarge", facts.tooLarge())
                        .putValue("budgetLeft", facts.budgetLeft()));
        return new Verdict(row.getEntry("outcome"), row.getEntry("rule"));
    }

    @Override
    public Meaning read(String text) {
        DmnDecisionRuleResult row = evaluate(
                "reply-intent",
                org.camunda.bpm.engine.variable.Variables.createVariables()
                        .putValue(Variables.REPLY_TEXT, DecisionText.of(text)));
        return Meaning.valueOf(row.getEntry(Variables.REPLY_INTENT));
    }

    private DmnDecisionRuleResult evaluate(String table, VariableMap inputs) {
        return actor.asSystem(() -> decisions
                .evaluateDecisionTableByKey(table)
                .decisionDefinitionWithoutTenantId()
                .variables(inputs)
                .evaluate()
                .getSingleResult());
    }
}
