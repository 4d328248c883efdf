package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** What the completion of one user task checks and stores. */
public interface TaskCompletion {

    /** @return key of the process */
    String process();

    /** @return id of the task in it */
    String task();

    /** @return the outcomes that the product's profile allows, in the order of the form */
    List<String> outcomes(ProductProfile profile);

    /** @return those of them that fit the request as it stands */
    default List<String> outcomes(ProductProfile profile, DelegateTask task) {
        return ModelOutcomes.known(task, outcomes(profile));
    }

    /**
     * Checks everything, then stores it.
     *
     * @throws CompletionRefused naming every problem
     */
    void complete(Submission submission);
}
