package io.reglament.sla;

import io.reglament.sla.DeadlineEvent.Missed;
import io.reglament.sla.DeadlineEvent.MissedTogether;
import io.reglament.sla.DeadlineEvent.Warned;
import io.reglament.sla.DeadlineRows.Untold;
import io.reglament.sla.LedgerEntry.By;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for deadlines that come near or were missed and has each told once, in a transaction of its own or, where many of
 * a product were missed, with the others, so that nobody gets a heap of letters; and computes deadlines again that a change of the calendar left behind. Any number of nodes may look at the same time.
 */
@Service
public class DeadlineWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);
    private static final int STALE_AT_ONCE = 50;
    /** More wait for the next look: other work of the scheduler shall have its turn. */
    private static final int MOST_A_LOOK = 1_000;
    /** More missed deadlines of one product than this are told together. */
    private static final int MANY = 20;

    private static final int MOST_TOGETHER = 100;

    private final Deadlines deadlines;
    private final DeadlineRows rows;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeadlineWatch(
            Deadlines deadlines,
            DeadlineRows rows,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deadlines = deadlines;
        this.rows = rows;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Looks once. What fails is logged and tried again at the next look; the others do not wait for it. */
    public void look() {
        computeStale();
        rows.productsThatMissed(clock.instant(), MANY).forEach(this::tellTogether);
        tell(rows::takeMissed, missed -> missed(missed, true));
        tell(rows::takeNear, near -> new Warned(near.requestId(), near.kind(), near.at()));
    }

    private void computeStale() {
        int done;
        int sum = 0;
        do {
            Integer batch = transaction.execute(status -> {
                Map<Long, By> stale = new TreeMap<>(rows.takeStale(STALE_AT_ONCE));
                stale.forEach(deadlines::calendarChanged);
                return stale.size();
            });
            done = batch == null ? 0 : batch;
            sum += done;
        } while (done > 0 && sum < MOST_A_LOOK);
    }

    /** What fails together is told one by one. */
    private void tellTogether(String product) {
        Integer told;
        int sum = 0;
        do {
            try {
                told = transaction.execute(status -> {
                    List<Missed> missed = rows.takeMissed(product, clock.instant(), MOST_TOGETHER).stream()
                            .map(untold -> missed(untold, false))
                            .toList();
                    missed.forEach(events::publishEvent);
                    if (!missed.isEmpty()) {
                        events.publishEvent(new MissedTogether(product, missed));
                    }
                    return missed.size();
                });
            } catch (RuntimeException e) {
                LOG.error("Missed deadlines of {} could not be told together", product, e);
                return;
            }
            sum += told == null ? 0 : told;
        } while (told != null && told == MOST_TOGETHER && sum < MOST_A_LOOK);
    }

    private static Missed missed(Untold untold, boolean alone) {
        return new Missed(untold.requestId(), untold.kind(), untold.at(), alone);
    }

    private void tell(
            BiFunction<Instant, Collection<Untold>, Optional<Untold>> take, Function<Untold, DeadlineEvent> event) {
        Set<Untold> failed = new HashSet<>();
        for (int i = 0; i < MOST_A_LOOK; i++) {
            AtomicReference<Untold> taken = new AtomicReference<>();
            try {
                transaction.executeWithoutResult(
                        status -> take.apply(clock.instant(), failed).ifPresent(untold -> {
                            taken.set(untold);
                            events.publishEvent(event.apply(untold));
                        }));
            } catch (RuntimeException e) {
                if (taken.get() == null) {
                    throw e;
                }
                LOG.error("{} could not be told", taken.get(), e);
                failed.add(taken.get());
                continue;
            }
            if (taken.get() == null) {
                return;
            }
        }
    }
}
