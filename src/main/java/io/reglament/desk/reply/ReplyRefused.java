package io.reglament.desk.reply;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** What was asked of the reply box cannot be done; the sentence says what was wrong and what is allowed. */
class ReplyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String messageKey;
    private final transient Object[] arguments;
    private final transient Map<String, Object> properties;

    ReplyRefused(HttpStatus status, String messageKey, Object... arguments) {
        this(status, Map.of(), messageKey, arguments);
    }

    /** @param properties what a program needs beside the sentence */
    ReplyRefused(HttpStatus status, Map<String, Object> properties, String messageKey, Object... arguments) {
        super(messageKey);
        this.status = status;
        this.messageKey = messageKey;
        this.arguments = arguments;
        this.properties = Map.copyOf(properties);
    }

    HttpStatus status() {
        return status;
    }

    String messageKey() {
        return messageKey;
    }

    Object[] arguments() {
        return arguments;
    }

    Map<String, Object> properties() {
        return properties;
    }
}
