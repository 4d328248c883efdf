package io.reglament.mail.inbox;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the threads of the intake: one reader a mailbox, and those that decide what was stored. */
@Component
class MailIntake {

    private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;

    private final ProductProfiles profiles;
    private final MailServers servers;
    private final MailSettings settings;
    private final MailboxLocks locks;
    private final InboundMails ledger;
    private final MailIncidents incidents;
    private final IncidentSettings incidentSettings;
    private final MailboxStates states;
    private final DecisionWorker worker;
    private final DecisionBell bell;
    private final List<MailboxReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private ScheduledExecutorService watchdog;
    private ScheduledExecutorService heartbeat;
    private volatile boolean stopped;

    MailIntake(
            ProductProfiles profiles,
            MailServers servers,
            MailSettings settings,
            MailboxLocks locks,
            InboundMails ledger,
            MailIncidents incidents,
            IncidentSettings incidentSettings,
            MailboxStates states,
            DecisionWorker worker,
            DecisionBell bell) {
        this.profiles = profiles;
        this.servers = servers;
        this.settings = settings;
        this.locks = locks;
        this.ledger = ledger;
        this.incidents = incidents;
        this.incidentSettings = incidentSettings;
        this.states = states;
        this.worker = worker;
        this.bell = bell;
    }

    /** Not before everything that a decision needs, models included, is there. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        if (!threads.isEmpty() || stopped) {
            return;
        }
        List<ProductProfile> all = List.copyOf(profiles.all());
        // A reader whose connection hangs may hold a watchdog's thread until it is cut by another.
        watchdog = Executors.newScheduledThreadPool(all.size() + 1, task -> thread("mail-watchdog", task));
        long beat = locks.beat().toMillis();
        // On a thread of its own: a watchdog that waits for a server must not cost us the locks.
        heartbeat = Executors.newSingleThreadScheduledExecutor(task -> thread("mail-locks", task));
        heartbeat.scheduleWithFixedDelay(locks::stay, beat, beat, TimeUnit.MILLISECONDS);
        for (ProductProfile profile : all) {
            MailboxReader reader = new MailboxReader(
                    new MailboxReader.Place(profile.mailbox(), profile.code()),
                    servers,
                    settings,
                    locks,
                    ledger,
                    incidents,
                    incidentSettings.standsStillAfter(),
                    states,
                    watchdog,
                    bell::ring);
            readers.add(reader);
            threads.add(thread("mail-in-" + profile.code(), reader));
        }
        for (int i = 1; i <= settings.decisionThreads(); i++) {
            threads.add(thread("mail-decision-" + i, this::decide));
        }
        threads.forEach(Thread::start);
    }

    @EventListener(ContextClosedEvent.class)
    synchronized void stop() {
        stopped = true;
        readers.forEach(MailboxReader::stop);
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (watchdog != null) {
            watchdog.shutdownNow();
            heartbeat.shutdownNow();
        }
        locks.release();
    }

    private void decide() {
        while (!stopped) {
            try {
                bell.clear();
                if (!worker.decideNext()) {
                    // Woken by a reader; looks by itself for what failed before and what other nodes stored.
                    bell.await(Duration.ofMillis(LOOK_MILLIS));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Whatever it is: this thread must decide the next mail.
                if (!stopped) {
                    LOG.warn("Stored mail cannot be decided now: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
