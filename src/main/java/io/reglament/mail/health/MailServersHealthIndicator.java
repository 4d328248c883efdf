package io.reglament.mail.health;

import io.reglament.mail.inbox.MailboxStates;
import io.reglament.mail.outbox.SmtpStates;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** How the mailboxes and SMTP servers are now. */
@Component
class MailServersHealthIndicator implements HealthIndicator {

    /** A status that only the group {@code mail} knows: the application's own health passes over it. */
    private static final Status DEGRADED = new Status("DEGRADED");

    private final MailboxStates mailboxes;
    private final SmtpStates servers;

    MailServersHealthIndicator(MailboxStates mailboxes, SmtpStates servers) {
        this.mailboxes = mailboxes;
        this.servers = servers;
    }

    @Override
    public Health health() {
        boolean allRead = mailboxes.all().values().stream().allMatch(state -> state.problem() == null);
        return Health.status(allRead && servers.allReachable() ? Status.UP : DEGRADED)
                .withDetail("mailboxes", mailboxes.all())
                .withDetail("smtp", servers.all())
                .build();
    }
}
