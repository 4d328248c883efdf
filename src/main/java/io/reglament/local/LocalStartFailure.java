package io.reglament.local;

/** Why the local profile cannot start, and what a person can do about it; shown without a stack trace. */
public class LocalStartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public LocalStartFailure(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** @return what to do, one or two sentences */
    public String action() {
        return action;
    }
}
