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
                        .putValue("ownMail", facts.ownMail())
                        .putValue("bounce", facts.bounce())
                        .putValue("autoSubmitted", facts.autoSubmitted())
                        .putValue("listMail", facts.listMail())
                        .putValue("duplicate", facts.duplicate())
                        .putValue("senderKnown", facts.senderKnown())
                        .putValue("senderServed", facts.senderServed())
                        .putValue("threadFound", facts.threadFound())
                        .putValue("senderBelongs", facts.senderBelongs()));
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
