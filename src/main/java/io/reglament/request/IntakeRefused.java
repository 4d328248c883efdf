package io.reglament.request;

import java.util.List;

/** What was handed in cannot become a request; names every problem, by keys of {@code messages/intake.properties}. */
public class IntakeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;

    /** @param arguments of the text */
    public record Problem(String key, List<Object> arguments) {

        static Problem of(String key, Object... arguments) {
            return new Problem(key, List.of(arguments));
        }
    }

    /** What kind of refusal it is. */
    public enum Reason {
        /** Something is missing or wrong. */
        FAULTY,
        /** This person may not register it. */
        FORBIDDEN,
        /** The idempotency key stands for something else. */
        CONFLICT
    }

    IntakeRefused(Reason reason, List<Problem> problems) {
        super(problems.toString());
        this.reason = reason;
        this.problems = problems;
    }

    public Reason reason() {
        return reason;
    }

    public List<Problem> problems() {
        return problems;
    }
}
