package io.reglament.process.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;

/** Who may take a task, give it away and change its terms; the engine's permissions alone do not tell. */
public interface TaskRights {

    /**
     * @param task with a form of ours, as it stands
     * @param to user id of who shall hold it; null for nobody
     * @throws io.reglament.process.request.CompletionRefused if the acting person may not; it says who may
     */
    void checkAssignment(DelegateTask task, String to);

    /**
     * @throws io.reglament.process.request.CompletionRefused if a person changes whom the task is for, what it is
     *     called, when it is due or how urgent it is, past the actions of its request
     */
    void checkTerms();
}
