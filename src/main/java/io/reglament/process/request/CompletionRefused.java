package io.reglament.process.request;

import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/**
 * A task cannot be completed like this; the message says why in plain sentences, to the person who sent it. The engine's
 * REST answers 400 with it.
 */
public class CompletionRefused extends InvalidRequestException {

    private static final long serialVersionUID = 1L;

    public CompletionRefused(String message) {
        super(Status.BAD_REQUEST, message);
    }
}
