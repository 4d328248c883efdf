package io.reglament.process.request;

import jakarta.ws.rs.BadRequestException;

/**
 * A task cannot be completed like this; the message says why in plain sentences, to the person who sent it. Of the
 * exceptions that the engine's REST answers with 400, only this kind keeps its message as it is.
 */
public class CompletionRefused extends BadRequestException {

    private static final long serialVersionUID = 1L;

    public CompletionRefused(String message) {
        super(message);
    }
}
