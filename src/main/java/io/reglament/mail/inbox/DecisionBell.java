package io.reglament.mail.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes those who decide when a mail has been stored on this node. */
@Component
class DecisionBell {

    private final Semaphore stored = new Semaphore(0);

    /** @param mails how many were stored and committed */
    void ring(int mails) {
        stored.release(mails);
    }

    /** What was told so far is known: the table is looked at now. */
    void clear() {
        stored.drainPermits();
    }

    void await(Duration most) throws InterruptedException {
        stored.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
