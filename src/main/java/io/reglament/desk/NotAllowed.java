package io.reglament.desk;

/** The person's groups do not allow it. */
public class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String messageKey;
    private final transient Object[] arguments;

    /** @param messageKey of a sentence that says who may */
    public NotAllowed(String messageKey, Object... arguments) {
        super(messageKey);
        this.messageKey = messageKey;
        this.arguments = arguments;
    }

    public String messageKey() {
        return messageKey;
    }

    public Object[] arguments() {
        return arguments;
    }
}
