package io.reglament.mail.outbox;

import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Connections that wait for the next mail: greeting, TLS and sign-in take longer than a mail. */
@Component
class SmtpConnections {

    /** Servers end what is idle for minutes, and some count connections. */
    private static final Duration MOST_IDLE = Duration.ofSeconds(15);

    /** After a while a server may want to see a client again, and a balancer to move it. */
    private static final int MOST_MAILS = 100;

    private record Kind(String product, String helo, boolean utf8) {}

    private final MailServers servers;
    private final MailSettings settings;
    private final Map<Kind, Deque<SmtpLine>> idle = new ConcurrentHashMap<>();
    private final Clock wallClock = Clock.systemUTC();
    private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mail-smtp-idle");
        thread.setDaemon(true);
        return thread;
    });

    SmtpConnections(MailServers servers, MailSettings settings) {
        this.servers = servers;
        this.settings = settings;
        cleaner.scheduleWithFixedDelay(
                this::closeTheIdle, MOST_IDLE.toSeconds(), MOST_IDLE.toSeconds() / 3, TimeUnit.SECONDS);
    }

    /** @return one that served before and waits, which may turn out to be dead; null if there is none */
    SmtpLine waiting(String product, String helo, boolean utf8) {
        Deque<SmtpLine> lines = idle.get(new Kind(product, helo, utf8));
        Instant oldest = wallClock.instant().minus(MOST_IDLE);
        for (SmtpLine line = lines == null ? null : lines.pollFirst(); line != null; line = lines.pollFirst()) {
            if (line.idleSince().isAfter(oldest)) {
                return line;
            }
            line.hangUp();
        }
        return null;
    }

    /** @return a new one */
    SmtpLine open(String product, String helo, boolean utf8) throws MessagingException {
        return SmtpLine.open(servers.smtp(product), settings.timeout(), helo, utf8);
    }

    /** Takes back what has just served well. */
    void giveBack(SmtpLine line, String product, String helo, boolean utf8) {
        line.idle(wallClock.instant());
        if (line.mailsSent() >= MOST_MAILS) {
            line.hangUp();
            return;
        }
        idle.computeIfAbsent(new Kind(product, helo, utf8), kind -> new ConcurrentLinkedDeque<>())
                .addFirst(line);
    }

    private void closeTheIdle() {
        Instant oldest = wallClock.instant().minus(MOST_IDLE);
        for (Deque<SmtpLine> lines : idle.values()) {
            for (SmtpLine line : lines) {
                if (!line.idleSince().isAfter(oldest) && lines.remove(line)) {
                    line.hangUp();
                }
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        cleaner.shutdownNow();
        idle.values().forEach(lines -> {
            for (SmtpLine line = lines.pollFirst(); line != null; line = lines.pollFirst()) {
                line.hangUp();
            }
        });
    }
}
