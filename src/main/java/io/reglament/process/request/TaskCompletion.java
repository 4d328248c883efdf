package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import java.util.List;

/** What the completion of one user task checks and stores. */
public interface TaskCompletion {

    /** @return key of the process */
    String process();

    /** @return id of the task in it */
    String task();

    /** @return the outcomes that the product's profile allows, in the order of the form */
    List<String> outcomes(ProductProfile profile);

    /**
     * Checks everything, then stores it.
     *
     * @throws CompletionRefused naming every problem
     */
    void complete(Submission submission);
}
