package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Option;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.ReleaseWaits;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Gives the request back: to whom the assignee stands in for, to the queue of its group, or to first line; out of the wait
 * for a release, to the work (T-13).
 */
@Component
class ReturnAction implements RequestAction {

    private static final String TO = "to";
    private static final String REASON = "reason";
    private static final String PRINCIPAL = "PRINCIPAL";
    private static final String QUEUE = "QUEUE";
    private static final String FIRST_LINE = "FIRST_LINE";
    private static final String WORK = "WORK";
    private static final String CHANGED = "request.peopleChanged";

    private final RunningProcess process;
    private final ReleaseWaits releaseWaits;
    private final Archive archive;
    private final ActionTexts texts;

    ReturnAction(RunningProcess process, ReleaseWaits releaseWaits, Archive archive, ActionTexts texts) {
        this.process = process;
        this.releaseWaits = releaseWaits;
        this.archive = archive;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "return";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.of(RequestState.ASSIGNED, RequestState.IN_WORK, RequestState.WAITING_RELEASE);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<Option> options = targets(request).stream()
                .map(target -> new Option(target, texts.text("action.return.to." + target)))
                .toList();
        return List.of(ActionField.required(TO, Type.SELECT, options), ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        String to = input.required(TO) == null ? null : input.choice(TO, targets(request));
        String reason = input.required(REASON);
        input.check();
        switch (to) {
            case FIRST_LINE -> process.endWork(input, WorkOutcome.RETURN, Map.of(REASON, reason));
            case WORK -> takeBack(input, reason);
            case QUEUE -> {
                Map<String, Object> inputs = new HashMap<>();
                inputs.put("peopleChange", "REASSIGN");
                inputs.put("newAssignee", null);
                inputs.put("newGroup", request.assignedGroup());
                process.tell(input, CHANGED, reason, inputs);
            }
            default -> process.tell(input, CHANGED, reason, Map.of("peopleChange", "GIVE_BACK"));
        }
    }

    private void takeBack(ActionInput input, String reason) {
        RequestView request = input.request();
        archive.add(request.id(), input.actor(), Kind.REASON, input.cause(), reason);
        process.check(input, releaseWaits.takeBack(request.number(), input.actor()));
    }

    private static List<String> targets(RequestView request) {
        if (request.state() == RequestState.WAITING_RELEASE) {
            return List.of(WORK);
        }
        List<String> targets = new ArrayList<>();
        if (request.delegatedBy() != null) {
            targets.add(PRINCIPAL);
        }
        if (request.assignee() != null) {
            targets.add(QUEUE);
        }
        targets.add(FIRST_LINE);
        return targets;
    }
}
