package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.DueDate;
import io.reglament.request.FieldProblems.FieldProblem;
import io.reglament.request.Objection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * What a person hands in with a task. Reading collects problems; {@link #check} refuses them all at once. A blank field
 * counts as one that was left out.
 */
public final class Submission {

    /** Longest text of a field; the engine stores no longer strings. */
    static final int LONGEST_TEXT = 4_000;

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+");

    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::name).toList();

    private final DelegateTask task;
    private final String actor;
    private final CompletionMessages messages;
    private final List<FieldProblem> problems = new ArrayList<>();

    Submission(DelegateTask task, String actor, CompletionMessages messages) {
        this.task = task;
        this.actor = actor;
        this.messages = messages;
    }

    /** @return user id, or {@code system} */
    public String actor() {
        return actor;
    }

    /** @return id of the task's element */
    public String cause() {
        return task.getTaskDefinitionKey();
    }

    /** @return the process's request; null where it has none */
    public Long requestId() {
        return (Long) task.getVariable(Variables.REQUEST_ID);
    }

    public String product() {
        return (String) task.getVariable(Variables.PRODUCT);
    }

    /** @return whether nobody holds the task */
    boolean isUnclaimed() {
        return task.getAssignee() == null;
    }

    /** @return as it was handed in; null if left out */
    public Object raw(String variable) {
        return task.getVariable(variable);
    }

    /** Gives the process the value in its right type. */
    public void set(String variable, Object value) {
        if (!Step.holds(task, variable, value)) {
            task.setVariable(variable, value);
        }
    }

    /** Takes out of the process what no later step reads. */
    void forget(String variable) {
        task.removeVariable(variable);
    }

    /** Adds a sentence to the refusal, about no single field. */
    public void problem(String key, Object... arguments) {
        problemAt(null, key, arguments);
    }

    /** Adds a sentence about one field to the refusal. */
    public void problemAt(String variable, String key, Object... arguments) {
        problems.add(new FieldProblem(variable, messages.refusal(key, arguments)));
    }

    /** Adds what the domain has against it. */
    public void object(Objection objection) {
        problem(objection.key(), objection.arguments().toArray());
    }

    /** @return one of the allowed outcomes; null, with a problem, if it is none of them */
    public String outcome(Collection<String> allowed) {
        String outcome = text(Variables.OUTCOME);
        List<String> possible = ModelOutcomes.known(task, allowed);
        if (outcome == null || !possible.contains(outcome)) {
            problemAt(
                    Variables.OUTCOME,
                    "refused.outcome",
                    outcome == null ? messages.refusal("refused.nothing") : outcome,
                    list(possible));
            return null;
        }
        return outcome;
    }

    /** @return without outer white space; null if left out */
    public String text(String variable) {
        Object value = raw(variable);
        String text = value == null ? "" : value.toString().replace("\0", "").strip();
        if (text.length() > LONGEST_TEXT) {
            problemAt(variable, "refused.long", field(variable), LONGEST_TEXT, text.length());
        }
        return text.isEmpty() ? null : text;
    }

    /** @return the text; null, with a problem, if left out */
    public String required(String variable) {
        String text = text(variable);
        if (text == null) {
            missing(variable);
        }
        return text;
    }

    public void missing(String variable) {
        problemAt(variable, "refused.missing", field(variable));
    }

    /** @return an e-mail address, or what was handed in instead, with a problem; null if left out */
    public String email(String variable) {
        String email = text(variable);
        if (email != null && !ADDRESS.matcher(email).matches()) {
            problemAt(variable, "refused.contact.email", email);
        }
        return email;
    }

    public boolean flag(String variable) {
        return Boolean.parseBoolean(String.valueOf(raw(variable)).strip());
    }

    /**
     * @param proposal what counts if the field is left out; may be null
     * @return one of the allowed codes, or the proposal
     */
    String choice(String variable, String proposal, Collection<String> allowed) {
        String code = text(variable);
        if (code == null) {
            return proposal;
        }
        if (!allowed.contains(code)) {
            problemAt(variable, "refused.choice", field(variable), code, list(allowed));
        }
        return code;
    }

    /** @return the level, or the proposal if the field is left out or faulty */
    Level level(String variable, Level proposal) {
        String code = choice(variable, proposal == null ? null : proposal.name(), LEVELS);
        return code == null || !LEVELS.contains(code) ? proposal : Level.valueOf(code);
    }

    /**
     * @param proposal what counts if the field is left out; may be null
     * @return the due date handed in, if it is one in the future; otherwise, with a problem, null
     */
    Instant dueAt(Instant proposal, Clock clock, ZoneId zone) {
        Object value = raw(Variables.DUE_AT);
        if (value == null || value.toString().isBlank()) {
            return proposal;
        }
        Instant dueAt = DueDate.parse(value, zone).orElse(null);
        if (dueAt == null) {
            problemAt(Variables.DUE_AT, "refused.due.unreadable", value);
        } else if (!dueAt.isAfter(clock.instant())) {
            dueInPast(dueAt, zone);
        } else if (dueAt.isAfter(DueDate.latest(clock.instant(), zone))) {
            problemAt(
                    Variables.DUE_AT,
                    "refused.due.far",
                    DueDate.latest(clock.instant(), zone).atZone(zone).toLocalDate());
        }
        return dueAt;
    }

    void dueInPast(Instant dueAt, ZoneId zone) {
        problemAt(
                Variables.DUE_AT,
                "refused.due.past",
                dueAt.atZone(zone).toLocalDateTime().withNano(0));
    }

    /** @throws CompletionRefused if there is any problem */
    public void check() {
        if (!problems.isEmpty()) {
            throw new CompletionRefused(problems);
        }
    }

    String field(String variable) {
        return messages.refusal("field." + variable);
    }

    private static String list(Collection<String> codes) {
        return String.join(", ", codes);
    }
}
