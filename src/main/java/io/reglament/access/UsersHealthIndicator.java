package io.reglament.access;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP when somebody can sign in and administrate. */
@Component
class UsersHealthIndicator implements HealthIndicator {

    private final Users users;

    UsersHealthIndicator(Users users) {
        this.users = users;
    }

    @Override
    public Health health() {
        return users.anyAdmin() ? Health.up().build() : Health.down().build();
    }
}
