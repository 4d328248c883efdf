package io.reglament.portal;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task that forgets visitors: one at a time in the whole cluster. */
@Configuration(proxyBeanMethods = false)
class VisitorBudgetTask {

    @Bean
    Task<Void> forgetVisitors(VisitorBudget budget) {
        return Tasks.recurring("forget-visitors", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> budget.forget());
    }
}
