package io.reglament.mail.health;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.inbox.MailboxStates;
import io.reglament.mail.outbox.SmtpStates;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * DOWN until every mailbox was opened and every SMTP server reached once, UP for ever after: what fails later is retried
 * and shows in the health group {@code mail}, but takes the application out of no balancer.
 */
@Component
class MailReadinessHealthIndicator implements HealthIndicator {

    private final ProductProfiles profiles;
    private final MailboxStates mailboxes;
    private final SmtpStates servers;

    MailReadinessHealthIndicator(ProductProfiles profiles, MailboxStates mailboxes, SmtpStates servers) {
        this.profiles = profiles;
        this.mailboxes = mailboxes;
        this.servers = servers;
    }

    @Override
    public Health health() {
        List<String> waiting = profiles.all().stream()
                .filter(p -> !mailboxes.wasConnected(p.mailbox()) || !servers.wasReached(p.code()))
                .map(ProductProfile::mailbox)
                .toList();
        return waiting.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("neverReached", waiting).build();
    }
}
