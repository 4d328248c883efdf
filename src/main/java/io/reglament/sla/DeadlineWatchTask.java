package io.reglament.sla;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task that looks after deadlines: one at a time in the whole cluster. */
@Configuration(proxyBeanMethods = false)
class DeadlineWatchTask {

    @Bean
    Task<Void> watchDeadlines(DeadlineWatch watch, @Value("${reglament.sla.watch-interval}") Duration interval) {
        return Tasks.recurring("watch-deadlines", FixedDelay.of(interval)).execute((instance, context) -> watch.look());
    }
}
