package io.reglament.process.engine;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * UP when there are live models. Says when the release's models wait for a decision because somebody deployed others
 * after them.
 */
@Component
class ModelsHealthIndicator implements HealthIndicator {

    private final ModelDeployment deployment;
    private final EngineMessages messages;

    ModelsHealthIndicator(ModelDeployment deployment, EngineMessages messages) {
        this.deployment = deployment;
        this.messages = messages;
    }

    @Override
    public Health health() {
        ModelState state = deployment.state();
        Health.Builder health = state.ready() ? Health.up() : Health.down();
        if (!state.later().isEmpty()) {
            health.withDetail("deployedOutsideTheRelease", state.later());
        }
        if (state.ready() && !state.current()) {
            health.withDetail("decide", messages.text("models.decide"));
        }
        return health.build();
    }
}
