package io.reglament.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Outside of the local profile: creates the user {@code admin} where nobody is an administrator yet. */
@Component
@Profile("!local")
class FirstAdministrator implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String ID = "admin";

    private final Users users;
    private final String password;

    FirstAdministrator(Users users, @Value("${" + RequiredSettings.ADMIN_PASSWORD + "}") String password) {
        this.users = users;
        this.password = password;
    }

    @Override
    public void afterPropertiesSet() {
        if (users.ensureAdministrator(ID, password, "Reglament", "Administrator")) {
            LOG.info("Created the user {}", ID);
        }
    }
}
