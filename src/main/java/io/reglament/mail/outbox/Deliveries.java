package io.reglament.mail.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules the delivery of mails in the caller's transaction; it begins right after the commit. */
@Component
class Deliveries {

    private final Scheduler scheduler;
    /** Deliveries follow real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    Deliveries(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Schedules mails whose rows are new: they need no look whether they are scheduled already. */
    void schedule(Collection<Long> outboundMailIds) {
        scheduler.scheduleBatch(
                outboundMailIds.stream()
                        .<TaskInstance<?>>map(DeliveryTask::instance)
                        .toList(),
                wallClock.instant());
        wakeAfterCommit();
    }

    /** Schedules a mail that was there before. */
    void again(long outboundMailId) {
        scheduler.scheduleIfNotExists(DeliveryTask.instance(outboundMailId), wallClock.instant());
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }
}
