package io.reglament.process.request;

import io.reglament.request.FieldProblems;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A task cannot be completed like this; the message says why in plain sentences, to the person who sent it. Of the
 * exceptions that the engine's REST answers with 400, only this kind keeps its message as it is.
 */
public class CompletionRefused extends BadRequestException implements FieldProblems {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    public CompletionRefused(String message) {
        super(message);
        this.problems = List.of();
    }

    CompletionRefused(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::message).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<FieldProblem> problems() {
        return problems;
    }
}
