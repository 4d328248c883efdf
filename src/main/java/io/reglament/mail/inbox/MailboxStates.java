package io.reglament.mail.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** How each mailbox was found last, for the health page. */
@NamedInterface("operations")
@Component
public class MailboxStates {

    /** One failure is a hiccup, three in a row are a state. */
    private static final int FAILURES_TO_BE_DOWN = 3;

    /**
     * @param problem null while the mailbox is read, here or on another node
     * @param lastRead when this node looked into it last; null if it never did
     */
    @NamedInterface("operations")
    public record State(String description, String problem, Instant lastRead) {}

    private record Failure(int count, String message) {}

    private final ConcurrentMap<String, String> good = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Failure> failures = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Instant> lastReads = new ConcurrentHashMap<>();
    /** A mailbox stands still in real time, not in the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    private final Set<String> everConnected = ConcurrentHashMap.newKeySet();

    void connected(String mailbox) {
        everConnected.add(mailbox);
        good.put(mailbox, "read here");
        lastReads.put(mailbox, wallClock.instant());
        failures.remove(mailbox);
    }

    void elsewhere(String mailbox) {
        everConnected.add(mailbox);
        good.put(mailbox, "read by another node");
        failures.remove(mailbox);
    }

    void failed(String mailbox, Throwable problem) {
        failures.merge(mailbox, new Failure(1, problem.toString()), (a, b) -> new Failure(a.count() + 1, b.message()));
    }

    /** @return whether the mailbox was reached at least once since the start */
    public boolean wasConnected(String mailbox) {
        return everConnected.contains(mailbox);
    }

    /** @return state by mailbox */
    public Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        good.forEach(
                (mailbox, description) -> states.put(mailbox, new State(description, null, lastReads.get(mailbox))));
        failures.forEach((mailbox, failure) -> {
            if (failure.count() >= FAILURES_TO_BE_DOWN || !good.containsKey(mailbox)) {
                states.put(mailbox, new State("not readable", failure.message(), lastReads.get(mailbox)));
            }
        });
        return states;
    }
}
