package io.reglament.mail.outbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** How each product's SMTP server was found last, for the health page. */
@NamedInterface("operations")
@Component
public class SmtpStates {

    private static final String REACHABLE = "reachable";

    private final ConcurrentMap<String, String> states = new ConcurrentHashMap<>();
    private final Set<String> everReached = ConcurrentHashMap.newKeySet();

    void reached(String product) {
        everReached.add(product);
        states.put(product, REACHABLE);
    }

    void failed(String product, String problem) {
        states.put(product, problem);
    }

    /** @return whether the server was reached at least once since the start */
    public boolean wasReached(String product) {
        return everReached.contains(product);
    }

    /** @return what is wrong with the server; null if nothing is known to be */
    String problem(String product) {
        String state = states.get(product);
        return REACHABLE.equals(state) ? null : state;
    }

    /** @return by product: {@code reachable}, or what is wrong */
    public Map<String, String> all() {
        return new TreeMap<>(states);
    }

    /** @return whether no server is known to be out of reach */
    public boolean allReachable() {
        return states.values().stream().allMatch(REACHABLE::equals);
    }
}
