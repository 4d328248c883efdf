package io.reglament.mail.inbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task that compares mailboxes with the ledger: once a night, on one node. */
@Configuration(proxyBeanMethods = false)
class MailboxComparisonTask {

    @Bean
    Task<Void> compareMailboxes(
            MailboxComparison comparison,
            @Value("${reglament.mail.compare-at:03:30}") LocalTime at,
            @Value("${reglament.zone}") ZoneId zone) {
        return Tasks.recurring("compare-mailboxes", new Daily(zone, at))
                .execute((instance, context) -> comparison.compareAll());
    }
}
