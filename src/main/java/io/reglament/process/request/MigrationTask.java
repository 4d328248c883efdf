package io.reglament.process.request;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task: one for each version of the model that requests wait to be brought to, named by its id. */
@Configuration(proxyBeanMethods = false)
class MigrationTask {

    static final String NAME = "migrate-requests";

    private static final Schedule AGAIN = FixedDelay.of(Duration.ofMinutes(1));

    @Bean
    Task<Void> migrateRequests(RequestMigration migration) {
        return Tasks.custom(NAME, Void.class)
                .onFailureReschedule(AGAIN)
                .onDeadExecutionRevive()
                .execute((instance, context) ->
                        migration.to(instance.getId()) ? new OnCompleteRemove<>() : new OnCompleteReschedule<>(AGAIN));
    }
}
