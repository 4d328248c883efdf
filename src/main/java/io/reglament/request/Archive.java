package io.reglament.request;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The append-only archive of what happened to each request (BONUS-10.1-35, ECRM-3.4-03). */
@Service
public class Archive {

    public static final String SYSTEM = "system";

    private final RequestEventRepository events;
    private final Clock clock;

    Archive(RequestEventRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Adds a line without a changed field. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long requestId, String actor, ArchiveEntry.Kind kind, String cause, String text) {
        append(requestId, actor, kind, cause, null, null, null, text);
    }

    /** Adds a line about a changed value; nothing is added where old and new are equal. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(
            long requestId,
            String actor,
            ArchiveEntry.Kind kind,
            String cause,
            String field,
            Object oldValue,
            Object newValue) {
        change(requestId, actor, kind, cause, field, oldValue, newValue, null);
    }

    /**
     * Adds a line about a changed value; nothing is added where old and new are equal.
     *
     * @param reason why, in a person's words; null if nobody was asked
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(
            long requestId,
            String actor,
            ArchiveEntry.Kind kind,
            String cause,
            String field,
            Object oldValue,
            Object newValue,
            String reason) {
        String before = oldValue == null ? null : oldValue.toString();
        String after = newValue == null ? null : newValue.toString();
        if (before == null ? after != null : !before.equals(after)) {
            append(requestId, actor, kind, cause, field, before, after, reason);
        }
    }

    /** @return the newest text of this kind, e.g. the solution that the next mail carries */
    @Transactional(readOnly = true)
    public Optional<String> latestText(long requestId, ArchiveEntry.Kind kind) {
        return TextsOfTransaction.current()
                .latest(
                        requestId,
                        kind,
                        () -> events.findFirstByRequestIdAndKindOrderByIdDesc(requestId, kind)
                                .map(e -> e.text));
    }

    /** @return the archive, oldest first, at most 1,000 lines */
    @Transactional(readOnly = true)
    public List<ArchiveEntry> history(long requestId) {
        return events.findTop1000ByRequestIdOrderById(requestId).stream()
                .map(RequestEvent::view)
                .toList();
    }

    /** @return the newest lines, newest first */
    @Transactional(readOnly = true)
    public List<ArchiveEntry> latest(long requestId, int most) {
        return events.findByRequestIdOrderByIdDesc(requestId, Limit.of(most)).stream()
                .map(RequestEvent::view)
                .toList();
    }

    private void append(
            long requestId,
            String actor,
            ArchiveEntry.Kind kind,
            String cause,
            String field,
            String oldValue,
            String newValue,
            String text) {
        TextsOfTransaction.current().added(requestId, kind, text);
        events.save(new RequestEvent(
                requestId, new ArchiveEntry(clock.instant(), actor, kind, cause, field, oldValue, newValue, text)));
    }
}
