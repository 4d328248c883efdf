package io.reglament.mail.health;

import io.reglament.mail.inbox.MailIncidents;
import io.reglament.mail.inbox.MailboxStates;
import io.reglament.mail.outbox.SmtpStates;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** How the mailboxes and SMTP servers are now, and what an operator must look at. */
@Component
class MailServersHealthIndicator implements HealthIndicator {

    /** A status that only the group {@code mail} knows: the application's own health passes over it. */
    private static final Status DEGRADED = new Status("DEGRADED");

    private final MailboxStates mailboxes;
    private final SmtpStates servers;
    private final MailIncidents incidents;

    MailServersHealthIndicator(MailboxStates mailboxes, SmtpStates servers, MailIncidents incidents) {
        this.incidents = incidents;
        this.mailboxes = mailboxes;
        this.servers = servers;
    }

    @Override
    public Health health() {
        boolean allRead = mailboxes.all().values().stream().allMatch(state -> state.problem() == null);
        List<String> open = incidents.open().stream()
                .map(i -> i.mailbox() + " " + i.kind() + " " + i.detail())
                .toList();
        return Health.status(allRead && servers.allReachable() && open.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("incidents", open)
                .withDetail("mailboxes", mailboxes.all())
                .withDetail("smtp", servers.all())
                .build();
    }
}
