package io.reglament.mail.reply;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's task: one instance a reply, named by its id. */
@Configuration(proxyBeanMethods = false)
class SendingTask {

    static final String NAME = "send-reply";

    /** A failure of ours, such as a lost database; then the whole of it is done again. */
    private static final Duration AFTER_OUR_FAILURE = Duration.ofSeconds(10);

    /** @param replies looked up when it runs, because they schedule it */
    @Bean
    Task<Void> sendReply(ObjectProvider<Replies> replies) {
        return Tasks.custom(NAME, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_OUR_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    replies.getObject().send(Long.parseLong(instance.getId()));
                    return new OnCompleteRemove<>();
                });
    }

    static TaskInstance<Void> instance(long replyId) {
        return new TaskInstance<>(NAME, Long.toString(replyId));
    }
}
