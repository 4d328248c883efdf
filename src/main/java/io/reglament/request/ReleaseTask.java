package io.reglament.request;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task: one instance a request whose release is deployed, named by its id; repeated until it succeeds. */
@Configuration(proxyBeanMethods = false)
class ReleaseTask {

    static final String NAME = "release-request";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    @Bean
    Task<Void> releaseRequest(ReleaseWaits waits) {
        return Tasks.oneTime(NAME, Void.class)
                .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, 2.0))
                .onDeadExecutionRevive()
                .execute((instance, context) -> waits.end(Long.parseLong(instance.getId())));
    }

    static TaskInstance<Void> instance(long requestId) {
        return new TaskInstance<>(NAME, Long.toString(requestId));
    }
}
