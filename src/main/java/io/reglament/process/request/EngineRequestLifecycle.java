package io.reglament.process.request;

import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestView;
import org.springframework.stereotype.Component;

/** Stand-in until the model is there. */
@Component
class EngineRequestLifecycle implements RequestLifecycle {

    @Override
    public String start(RequestView request, String text) {
        throw new IllegalStateException("no model yet");
    }

    @Override
    public boolean customerReplied(RequestView request, String text) {
        return false;
    }

    @Override
    public boolean customerConfirmed(RequestView request) {
        return false;
    }

    @Override
    public boolean customerRemarked(RequestView request) {
        return false;
    }
}
