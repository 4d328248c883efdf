package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceLevels.ContractChanged;
import io.reglament.crm.ServiceTerms;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Kind;
import io.reglament.sla.LedgerEntry.Plan;
import io.reglament.sla.LedgerRows.Appended;
import io.reglament.sla.LedgerRows.Lines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the ledger of each request and what is due by it (design 4.2, D-17, D-18). Each call appends one line in the
 * caller's transaction and computes the deadlines again; a request without goals and planned date costs one statement.
 * Calls for a request that has no ledger do nothing.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Deadlines {

    /** Recorded so long after it happened, force majeure counts from when it did. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private final LedgerRows ledgers;
    private final DeadlineRows rows;
    private final ProductionCalendar days;
    private final ServiceLevels levels;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deadlines(
            LedgerRows ledgers,
            DeadlineRows rows,
            ProductionCalendar days,
            ServiceLevels levels,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ledgers = ledgers;
        this.rows = rows;
        this.days = days;
        this.levels = levels;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the ledger of a request that was just registered, under the terms that hold for its customer today. */
    public void start(long requestId, long customerId, String product, By by) {
        ServiceTerms terms = levels.of(customerId, product).orElse(null);
        ledgers.open(requestId, customerId, product, LedgerEntry.terms(Kind.STARTED, clock.instant(), terms, by));
    }

    /** Somebody has begun (T-09) or asked the customer: the reaction is there. */
    public void reacted(long requestId, By by) {
        append(requestId, Kind.REACTED, by);
    }

    /** The customer is asked: the clock stands still (T-10). */
    public void pause(long requestId, By by) {
        append(requestId, Kind.PAUSED, by);
    }

    /** The customer has answered, or nobody waits for it any more. */
    public void resume(long requestId, By by) {
        append(requestId, Kind.RESUMED, by);
    }

    /** Answer or solution is with the customer. */
    public void solved(long requestId, By by) {
        append(requestId, Kind.SOLVED, by);
    }

    /** The work goes on: the clock does, from where it stopped. */
    public void reopened(long requestId, By by) {
        append(requestId, Kind.REOPENED, by);
    }

    /** The request is closed: nothing is due any more. */
    public void ended(long requestId, By by) {
        append(requestId, Kind.ENDED, by);
    }

    /**
     * Force majeure begins: no service level applies until {@link #unsuspend} (T-26, D-18).
     *
     * @param from when it did, also if that is long ago; before the registration it counts from there
     */
    public void suspend(long requestId, Instant from, By by) {
        append(requestId, counted(Kind.SUSPENDED, from, by));
    }

    /**
     * Force majeure is over.
     *
     * @param until when it ended, also if that is long ago
     */
    public void unsuspend(long requestId, Instant until, By by) {
        append(requestId, counted(Kind.UNSUSPENDED, until, by));
    }

    /** @param dueAt the planned date (D-17); null: there is none any more */
    public void plan(long requestId, Instant dueAt, Plan plan, By by) {
        append(requestId, LedgerEntry.planned(clock.instant(), dueAt, plan, by));
    }

    /** Goals follow the new priority from the registration on; what was used up and every pause still count. */
    public void changePriority(long requestId, Level priority, By by) {
        append(requestId, LedgerEntry.priority(clock.instant(), priority, by));
    }

    /** @param terms which hold from the registration on; null: no goals any more */
    public void changeTerms(long requestId, ServiceTerms terms, By by) {
        append(requestId, LedgerEntry.terms(Kind.TERMS, clock.instant(), terms, by));
    }

    /** The request turns out to be another customer's, whose terms hold from the registration on. */
    public void changeCustomer(long requestId, long customerId, String product, By by) {
        ledgers.setCustomer(requestId, customerId);
        changeTerms(requestId, levels.of(customerId, product).orElse(null), by);
    }

    /** Computes the open requests of a contract again. */
    @EventListener
    void contractChanged(ContractChanged change) {
        ServiceTerms terms = levels.of(change.customerId(), change.product()).orElse(null);
        ledgers.open(change.customerId(), change.product())
                .forEach(requestId -> changeTerms(requestId, terms, new By(change.actor(), change.cause())));
    }

    /** Computes the deadlines again after the production calendar changed. */
    void calendarChanged(long requestId, By by) {
        append(requestId, Kind.CALENDAR, by);
    }

    /** @return what is due when, with what its explanation needs; one statement, another one after the calendar changed */
    @Transactional(readOnly = true)
    public List<Deadline> of(long requestId) {
        Lines lines = ledgers.entries(requestId);
        if (lines.entries().isEmpty()) {
            return List.of();
        }
        Ledger ledger = Ledger.replay(lines.entries());
        return ledger.deadlines(calendar(ledger, lines.calendar()), clock.instant());
    }

    /** @return whose time it was from the registration until now */
    @Transactional(readOnly = true)
    public List<Interval> intervals(long requestId) {
        Lines lines = ledgers.entries(requestId);
        if (lines.entries().isEmpty()) {
            return List.of();
        }
        Ledger ledger = Ledger.replay(lines.entries());
        return ledger.intervals(calendar(ledger, lines.calendar()), clock.instant());
    }

    /** What was entered as now, a moment ago, needs no earlier moment, and nothing has moved by it. */
    private LedgerEntry counted(Kind kind, Instant since, By by) {
        Instant now = clock.instant();
        return since.isBefore(now.minus(AFTERWARDS))
                ? LedgerEntry.backdated(kind, now, since, by)
                : LedgerEntry.of(kind, now, by);
    }

    private void append(long requestId, Kind kind, By by) {
        append(requestId, LedgerEntry.of(kind, clock.instant(), by));
    }

    private void append(long requestId, LedgerEntry entry) {
        Optional<Appended> appended = ledgers.append(requestId, entry);
        if (appended.isEmpty()) {
            return;
        }
        boolean begins = entry.terms() != null || entry.dueAt() != null;
        boolean tracked = appended.get().tracked();
        if (entry.terms() != null || begins && !tracked) {
            ledgers.track(requestId, entry.terms());
        }
        if (begins || tracked) {
            compute(requestId, entry, appended.get().entryId());
        }
    }

    private void compute(long requestId, LedgerEntry newest, long entryId) {
        Lines lines = ledgers.entries(requestId);
        Ledger ledger = Ledger.replay(lines.entries());
        Instant now = clock.instant();
        Map<Deadline.Kind, Deadline> after = byKind(ledger.deadlines(calendar(ledger, lines.calendar()), now));
        changes(requestId, lines, newest, after, now).forEach(change -> {
            ledgers.addChange(entryId, change);
            events.publishEvent(new DeadlineEvent.Moved(requestId, change, newest.by()));
        });
        if (isChange(newest)) {
            rows.replace(requestId, after.values(), now);
        } else {
            rows.save(requestId, after.values(), now);
        }
    }

    /** What moved by the newest line itself, and not by time that passed. */
    private List<DeadlineChange> changes(
            long requestId, Lines lines, LedgerEntry newest, Map<Deadline.Kind, Deadline> after, Instant now) {
        if (!isChange(newest)) {
            return List.of();
        }
        Ledger before = Ledger.replay(lines.entries().subList(0, lines.entries().size() - 1));
        Map<Deadline.Kind, Instant> old;
        if (newest.kind() == Kind.CALENDAR) {
            // The calendar as it was is gone: its results are kept, but for a clock that stands still they float.
            old = rows.running(requestId);
        } else {
            old = byKind(before.deadlines(calendar(before, lines.calendar()), now)).values().stream()
                    .collect(Collectors.toMap(Deadline::kind, Deadline::at));
        }
        List<DeadlineChange> changes = new ArrayList<>();
        for (Deadline.Kind kind : Deadline.Kind.values()) {
            Instant oldAt = old.get(kind);
            Instant newAt = after.containsKey(kind) ? after.get(kind).at() : null;
            boolean first = oldAt == null
                    && (newest.kind() != Kind.TERMS && before.priority() == null
                            || newest.kind() == Kind.PLANNED
                            || newest.kind() == Kind.CALENDAR);
            if (!first && !Objects.equals(oldAt, newAt)) {
                boolean priority = newest.kind() == Kind.PRIORITY;
                changes.add(new DeadlineChange(
                        kind,
                        newest.at(),
                        newest.kind(),
                        priority ? before.priority() : null,
                        priority ? newest.priority() : null,
                        oldAt,
                        newAt));
            }
        }
        return changes;
    }

    private static boolean isChange(LedgerEntry entry) {
        return switch (entry.kind()) {
            case PRIORITY, TERMS, PLANNED, CALENDAR -> true;
            // Recorded afterwards, it changes what has been.
            default -> entry.since() != null;
        };
    }

    private ServiceCalendar calendar(Ledger ledger, long stamp) {
        return ledger.terms()
                .map(terms -> new ServiceCalendar(terms, days.days(terms.country(), stamp)))
                .orElse(null);
    }

    private static Map<Deadline.Kind, Deadline> byKind(List<Deadline> deadlines) {
        return deadlines.stream().collect(Collectors.toMap(Deadline::kind, Function.identity()));
    }
}
