package io.reglament.request;

import java.util.List;

/** A refusal that can say at which field of a form each of its sentences belongs. */
public interface FieldProblems {

    /**
     * @param field key of the form's field; null where the sentence is about no single field
     * @param message one sentence, in the reader's language
     */
    record FieldProblem(String field, String message) {}

    /** @return every problem in the order in which it was found; empty where only the message says what is wrong */
    List<FieldProblem> problems();
}
