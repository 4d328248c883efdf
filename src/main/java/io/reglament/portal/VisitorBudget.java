package io.reglament.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many of the open pages one address may ask for. Each node counts for itself, so that the true limit is this one
 * times the number of nodes: enough against guessing, which a 128-bit signature makes hopeless anyway.
 */
@Component
class VisitorBudget {

    static final int BURST = 60;

    private static final Duration REFILL = Duration.ofSeconds(1);
    private static final int MOST_VISITORS = 10_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_VISITORS;
        }
    };

    private record Bucket(double tokens, Instant at) {}

    VisitorBudget(Clock clock) {
        this.clock = clock;
    }

    /** @return false if this address has asked too often: {@value #BURST} at once, then one a second */
    synchronized boolean allows(String address) {
        Instant now = clock.instant();
        Bucket last = buckets.getOrDefault(address, new Bucket(BURST, now));
        double elapsed = Math.max(0, Duration.between(last.at(), now).toMillis()) / (double) REFILL.toMillis();
        double tokens = Math.min(BURST, last.tokens() + elapsed);
        boolean allowed = tokens >= 1;
        buckets.put(address, new Bucket(allowed ? tokens - 1 : tokens, now));
        return allowed;
    }
}
