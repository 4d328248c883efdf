package io.reglament.mail.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mails of one mailbox that the server shows and that could not be fetched or stored, perhaps because each attempt ended
 * the connection: tried again after growing pauses, and after the mails that came later (mail rule IN-6).
 */
final class FetchFailures {

    private static final int SUSPECT = 3;
    private static final int SHOWN_TO_SOMEBODY = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<Long, Failure> failures = new HashMap<>();

    private record Failure(int count, Instant due) {}

    FetchFailures(Clock clock) {
        this.clock = clock;
    }

    /** Counts before the attempt: one that ends the connection, or more, has counted. */
    void begins(long uid) {
        int count = count(uid) + 1;
        long pause = FIRST_PAUSE.toMillis() << Math.min(count - 1, 10);
        failures.put(uid, new Failure(count, clock.instant().plusMillis(Math.min(pause, LONGEST_PAUSE.toMillis()))));
    }

    void ended(long uid) {
        failures.remove(uid);
    }

    /** Forgets what is no longer wanted. */
    void keepOnly(Collection<Long> uids) {
        failures.keySet().retainAll(uids);
    }

    boolean has(long uid) {
        return failures.containsKey(uid);
    }

    boolean isDue(long uid) {
        Failure failure = failures.get(uid);
        return failure == null || failure.count() < SUSPECT || !clock.instant().isBefore(failure.due());
    }

    /** @return when the next of them should be tried; nothing if there are none */
    Optional<Instant> nextDue() {
        return failures.values().stream().map(Failure::due).min(Comparator.naturalOrder());
    }

    boolean isSuspect(long uid) {
        return count(uid) >= SUSPECT;
    }

    /** @return whether somebody must be told now */
    boolean isPersistent(long uid) {
        return count(uid) == SHOWN_TO_SOMEBODY;
    }

    private int count(long uid) {
        Failure failure = failures.get(uid);
        return failure == null ? 0 : failure.count();
    }
}
