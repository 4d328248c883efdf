package io.reglament.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.StageView.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Very complex requests are worked on in stages, each with its own term and its own process; the request waits until
 * all of them are done or dropped (S-23, BONUS-10.1-23, BONUS-10.1-24).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RequestStages {

    /** The message that divides a request, while a person classifies or processes it. */
    public static final String SPLIT = "request.split";
    /** The message that lets a divided request go on. */
    public static final String STAGES_DONE = "request.stagesDone";

    private static final String FIELD = "stages";
    private static final int MOST = 20;
    private static final int LONGEST_TITLE = 255;

    private final StageRows rows;
    private final Requests requests;
    private final RequestLifecycle lifecycle;
    private final StageLifecycle processes;
    private final Assignees assignees;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final Clock clock;

    RequestStages(
            StageRows rows,
            Requests requests,
            RequestLifecycle lifecycle,
            StageLifecycle processes,
            Assignees assignees,
            Archive archive,
            ProductProfiles profiles,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.lifecycle = lifecycle;
        this.processes = processes;
        this.assignees = assignees;
        this.archive = archive;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** @return the stages in their order */
    @Transactional(readOnly = true)
    public List<StageView> of(long requestId) {
        return rows.of(requestId);
    }

    /** @return everything that is wrong with the stages; no stages at all are wrong too */
    public List<Objection> objections(RequestView request, List<NewStage> stages) {
        ProductProfile profile = profiles.get(request.product());
        List<Objection> all = new ArrayList<>();
        if (stages.isEmpty()) {
            all.add(Objection.to(FIELD, "stages.none"));
        }
        if (rows.of(request.id()).size() + stages.size() > MOST) {
            all.add(Objection.to(FIELD, "stages.many", MOST));
        }
        for (NewStage stage : stages) {
            if (stage.title().isEmpty() || stage.title().length() > LONGEST_TITLE) {
                all.add(Objection.to(FIELD, "stages.title", stage.line(), LONGEST_TITLE));
            }
            if (stage.dueAt() == null) {
                all.add(Objection.to(FIELD, "stages.due", stage.line()));
            } else if (!stage.dueAt().isAfter(clock.instant())) {
                all.add(Objection.to(FIELD, "stages.past", stage.line()));
            }
            if (stage.who() != null
                    && !isGroup(profile, stage.who())
                    && !assignees.mayWork(profile.code(), stage.who())) {
                all.add(Objection.to(
                        FIELD,
                        "stages.person",
                        stage.who(),
                        profile.name(),
                        String.join(", ", profile.groups().specialists())));
            }
        }
        return all;
    }

    /** Records the stages that the request is to be divided into; {@link #begin} begins them. */
    public void plan(RequestView request, List<NewStage> stages, String reason, String actor, String cause) {
        if (reason != null) {
            archive.add(request.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
        }
        stages.forEach(stage -> insert(request, stage, actor, cause));
    }

    /** @return false if nobody classifies or processes the request now, so that it cannot be divided */
    public boolean announce(RequestView request, String actor) {
        return lifecycle.happened(request, SPLIT, Map.of("actor", actor));
    }

    /** Begins every stage that is planned. */
    public void begin(long requestId, String actor, String cause) {
        RequestView request = requests.get(requestId);
        for (StageView stage : rows.of(requestId)) {
            if (stage.state() == State.PLANNED) {
                change(requestId, stage, State.OPEN, null, actor, cause);
                processes.start(request, stage);
            }
        }
    }

    /** Records who works on the stage now; null for nobody but its group. */
    public void takeOver(long requestId, int no, String assignee, String actor, String cause) {
        StageView stage = rows.get(requestId, no);
        archive.change(
                requestId, actor, ArchiveEntry.Kind.FIELD, cause, name(no, "assignee"), stage.assignee(), assignee);
        rows.assign(requestId, no, assignee);
    }

    /** The stage is done; after the last one the request goes on. */
    public void finish(long requestId, int no, String actor, String cause) {
        // Whoever finishes or adds another stage at this instant must see this one's end.
        requests.locked(requests.get(requestId).number());
        change(requestId, rows.get(requestId, no), State.DONE, null, actor, cause);
        goOn(requestId);
    }

    /** Keeps what came of the stage. */
    public void result(long requestId, int no, String result, String actor, String cause) {
        rows.result(requestId, no, result);
        archive.add(requestId, actor, ArchiveEntry.Kind.NOTE, cause, no + ". " + result);
    }

    /** Keeps why the specialist hands the stage back. */
    public void giveBack(long requestId, int no, String reason, String actor, String cause) {
        archive.add(requestId, actor, ArchiveEntry.Kind.REASON, cause, reason);
        change(requestId, rows.get(requestId, no), State.RETURNED, reason, actor, cause);
        takeOver(requestId, no, null, actor, cause);
    }

    /**
     * @param no null if it could not be read
     * @return why the stage cannot be dropped; empty if it can
     */
    public Optional<Objection> objectionToDrop(RequestView request, Integer no) {
        List<StageView> all = rows.of(request.id());
        List<Integer> open =
                all.stream().filter(StageView::isOpen).map(StageView::no).toList();
        if (no == null || !open.contains(no)) {
            return Optional.of(Objection.to("stage", "stage.notOpen", String.valueOf(no), open));
        }
        boolean nothingLeft = all.stream().noneMatch(s -> s.no() != no && s.state() != State.DROPPED);
        return nothingLeft ? Optional.of(Objection.to("stage", "stage.last", no)) : Optional.empty();
    }

    /** Drops a stage with a reason; if it was the last open one, the request goes on. */
    public void drop(RequestView request, int no, String reason, String actor, String cause) {
        archive.add(request.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
        change(request.id(), rows.get(request.id(), no), State.DROPPED, reason, actor, cause);
        processes.drop(request, no);
        goOn(request.id());
    }

    /** Ends what is open with the request itself. */
    public void endAll(long requestId, String actor, String cause) {
        RequestView request = requests.get(requestId);
        for (StageView stage : rows.of(requestId)) {
            if (stage.isOpen()) {
                change(requestId, stage, State.DROPPED, null, actor, cause);
                processes.drop(request, stage.no());
            }
        }
    }

    /** Makes the stages' results the request's solution. */
    public void collect(long requestId, String actor, String cause) {
        StringBuilder solution = new StringBuilder();
        for (StageView stage : rows.of(requestId)) {
            if (stage.state() == State.DONE) {
                solution.append(stage.no()).append(". ").append(stage.title());
                if (stage.result() != null) {
                    solution.append(": ").append(stage.result());
                }
                solution.append('\n');
            }
        }
        archive.add(
                requestId,
                actor,
                ArchiveEntry.Kind.SOLUTION,
                cause,
                solution.toString().strip());
    }

    private void goOn(long requestId) {
        if (rows.of(requestId).stream().noneMatch(StageView::isOpen)) {
            lifecycle.happened(requests.get(requestId), STAGES_DONE, Map.of());
        }
    }

    private void insert(RequestView request, NewStage stage, String actor, String cause) {
        ProductProfile profile = profiles.get(request.product());
        boolean byGroup = isGroup(profile, stage.who());
        int no = rows.insert(
                request.id(),
                stage.title(),
                byGroup ? null : stage.who(),
                profile.specialistGroup(byGroup ? stage.who() : request.assignedGroup()),
                stage.dueAt());
        archive.change(request.id(), actor, ArchiveEntry.Kind.FIELD, cause, name(no, "title"), null, stage.title());
        archive.change(request.id(), actor, ArchiveEntry.Kind.FIELD, cause, name(no, "assignee"), null, stage.who());
        archive.change(request.id(), actor, ArchiveEntry.Kind.FIELD, cause, name(no, "dueAt"), null, stage.dueAt());
    }

    private void change(long requestId, StageView stage, State to, String reason, String actor, String cause) {
        archive.change(requestId, actor, ArchiveEntry.Kind.FIELD, cause, name(stage.no(), "state"), stage.state(), to);
        rows.move(requestId, stage.no(), to, reason);
    }

    private static boolean isGroup(ProductProfile profile, String who) {
        return who != null && profile.groups().specialists().contains(who);
    }

    private static String name(int no, String field) {
        return "stage." + no + "." + field;
    }
}
