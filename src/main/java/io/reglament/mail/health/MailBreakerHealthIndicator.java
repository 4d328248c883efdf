package io.reglament.mail.health;

import io.reglament.mail.budget.CircuitBreaker;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether all automatic mail to customers is held back (mail rule AU-7). */
@Component
class MailBreakerHealthIndicator implements HealthIndicator {

    /** A status that only the group {@code mail} knows: the application's own health passes over it. */
    private static final Status DEGRADED = new Status("DEGRADED");

    private final CircuitBreaker breaker;

    MailBreakerHealthIndicator(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    @Override
    public Health health() {
        CircuitBreaker.State state = breaker.state();
        Health.Builder health =
                Health.status(state.open() ? DEGRADED : Status.UP).withDetail("open", state.open());
        return state.open() ? health.withDetail("reason", state.reason()).build() : health.build();
    }
}
