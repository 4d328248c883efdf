package io.reglament.desk.actions;

import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins the work on an assigned request (T-09). */
@Component
class StartAction implements RequestAction {

    private final RequestWork work;

    StartAction(RequestWork work) {
        this.work = work;
    }

    @Override
    public String code() {
        return "start";
    }

    @Override
    public Set<RequestState> states() {
        return Set.of(RequestState.ASSIGNED);
    }

    @Override
    public void perform(ActionInput input) {
        work.begin(input.request().id(), input.actor(), input.cause());
    }
}
