package io.reglament.process.request;

import io.reglament.request.RequestLifecycle.WorkOutcome;

/** What a person may decide in a task; the models' gateways compare these codes. */
public final class Outcomes {

    static final String ANSWER = "answer";
    static final String ASSIGN = "assign";
    static final String REJECT = "reject";
    static final String CLARIFY = "clarify";
    static final String SPLIT = "split";
    static final String SEPARATE = "separate";
    static final String MERGE = "merge";
    static final String MOVE = "move";
    public static final String DONE = "done";
    static final String REFUSE = "refuse";
    static final String RETURN = "return";
    static final String ACCEPT = "accept";
    static final String REWORK = "rework";
    static final String JUSTIFIED = "justified";
    static final String UNRELATED = "unrelated";
    static final String CONFIRM = "confirm";
    static final String CONFIRMED = "confirmed";
    static final String RESCHEDULE = "reschedule";
    static final String HAND_OVER = "handOver";
    static final String WAIT_FOR_RELEASE = "waitForRelease";
    static final String APPROVE = "approve";
    static final String DECLINE = "decline";
    static final String KEEP_WAITING = "keepWaiting";

    public static final String REMARKS = "remarks";
    public static final String NOTE = "note";
    public static final String NEW_REQUEST = "newRequest";
    public static final String ATTACH = "attach";
    public static final String SPAM = "spam";
    public static final String DISCARD = "discard";
    public static final String RESEND = "resend";

    /** Reached in another way; in {@code Task_ProcessRequest}: solved. */
    public static final String REACHED = DONE;

    /** @return the task's code for what a person's action says */
    static String of(WorkOutcome outcome) {
        return switch (outcome) {
            case RETURN -> RETURN;
            case RESCHEDULE -> RESCHEDULE;
            case HAND_OVER -> HAND_OVER;
            case WAIT_FOR_RELEASE -> WAIT_FOR_RELEASE;
        };
    }

    private Outcomes() {}
}
