package io.reglament.process.engine;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;

/** Somebody hands in a task that is not there, or not there any more; the message says so to the person who sent it. */
public class TaskGone extends ClientErrorException {

    private static final long serialVersionUID = 1L;

    TaskGone(Response.Status status, String message) {
        super(message, status);
    }
}
