package io.reglament.crm;

import java.util.List;
import java.util.stream.Collectors;

/** What a person entered cannot be taken; nothing was changed. Names every problem at once. */
public class DraftRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    public DraftRefused(List<Problem> problems) {
        super(problems.stream().map(p -> p.field() + ": " + p.key()).collect(Collectors.joining(", ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param field name of the draft's component
     * @param key of a sentence in {@code messages/crm.properties}
     */
    public record Problem(String field, String key, List<String> arguments) {}
}
