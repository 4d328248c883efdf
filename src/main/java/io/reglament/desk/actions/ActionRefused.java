package io.reglament.desk.actions;

/** What was asked does not fit the person, or the request as it stands. */
public class ActionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause why;
    private final String messageKey;
    private final transient Object[] arguments;

    private ActionRefused(Cause why, String messageKey, Object... arguments) {
        super(messageKey);
        this.why = why;
        this.messageKey = messageKey;
        this.arguments = arguments;
    }

    /** What stands against it. */
    public enum Cause {
        /** There is no such action. */
        UNKNOWN,
        /** The person may not. */
        PERSON,
        /** The request's state, or what happened meanwhile, does not allow it. */
        REQUEST
    }

    static ActionRefused unknown(String messageKey, Object... arguments) {
        return new ActionRefused(Cause.UNKNOWN, messageKey, arguments);
    }

    /** @param messageKey of a sentence that says who may */
    public static ActionRefused person(String messageKey, Object... arguments) {
        return new ActionRefused(Cause.PERSON, messageKey, arguments);
    }

    /** @param messageKey of a sentence that says when it is allowed, or what happened meanwhile */
    public static ActionRefused request(String messageKey, Object... arguments) {
        return new ActionRefused(Cause.REQUEST, messageKey, arguments);
    }

    public Cause why() {
        return why;
    }

    public String messageKey() {
        return messageKey;
    }

    public Object[] arguments() {
        return arguments == null ? new Object[0] : arguments.clone();
    }
}
