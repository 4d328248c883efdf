package io.reglament.mail.outbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task: one instance a mail, named by its id. */
@Configuration(proxyBeanMethods = false)
class DeliveryTask {

    static final String NAME = "deliver-mail";

    /** A failure of ours, such as a lost database; failures of the mail server are handled by {@link MailDelivery}. */
    private static final Duration AFTER_OUR_FAILURE = Duration.ofSeconds(10);

    @Bean
    Task<Void> deliverMail(MailDelivery delivery) {
        return Tasks.custom(NAME, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_OUR_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) ->
                        delivery.attempt(Long.parseLong(instance.getId()), context.getSchedulerClient()));
    }

    static TaskInstance<Void> instance(long outboundMailId) {
        return new TaskInstance<>(NAME, Long.toString(outboundMailId));
    }
}
