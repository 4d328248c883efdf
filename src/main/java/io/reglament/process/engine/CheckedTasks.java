package io.reglament.process.engine;

/** The user tasks whose completion the application checks and stores. */
public interface CheckedTasks {

    /** The task listener, for the event {@code complete}, by which a model has a completion checked. */
    String LISTENER = "${completionListener}";

    /** @return whether the application checks tasks of this process at all */
    boolean inProcess(String processKey);

    /** @return whether the application knows what may be handed in with this task */
    boolean includes(String processKey, String taskDefinitionKey);
}
