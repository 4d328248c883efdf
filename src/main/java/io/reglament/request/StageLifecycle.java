package io.reglament.request;

/** What the stages of a request need of the process engine. Implemented by {@code process}. */
public interface StageLifecycle {

    /** Starts the stage's own process within the caller's transaction. */
    void start(RequestView request, StageView stage);

    /** Ends the stage's process without a result. */
    void drop(RequestView request, int no);
}
