package io.reglament.process.request;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has running requests brought to the newest model when the application starts, or as soon as that is possible. */
@Component
class MigrationAtStart implements SmartLifecycle {

    private final RequestMigration migration;
    private final Scheduler scheduler;
    /** The scheduler follows real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    private volatile boolean running;

    MigrationAtStart(RequestMigration migration, Scheduler scheduler) {
        this.migration = migration;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
        migration.newest().filter(target -> !migration.to(target)).ifPresent(this::later);
    }

    /** A model that an analyst deploys meanwhile is none of this start's business: the task names its version. */
    private void later(String target) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(MigrationTask.NAME, target), wallClock.instant());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bundled models were deployed, before people and mail come in. */
    @Override
    public int getPhase() {
        return 1;
    }
}
