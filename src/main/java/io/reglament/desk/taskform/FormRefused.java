package io.reglament.desk.taskform;

import io.reglament.request.FieldProblems;
import java.util.List;
import java.util.stream.Collectors;

/** What was handed in breaks rules that the form itself states. */
class FormRefused extends RuntimeException implements FieldProblems {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    FormRefused(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::message).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<FieldProblem> problems() {
        return problems;
    }
}
