package io.reglament.mail.outbox;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tries every product's SMTP server: every second until all were reached once, then now and again. */
@Component
class SmtpProbe {

    private static final long EAGER_SECONDS = 1;
    private static final long CALM_SECONDS = 60;

    private final ProductProfiles profiles;
    private final SmtpSender sender;
    private final SmtpStates states;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mail-smtp-probe");
        thread.setDaemon(true);
        return thread;
    });

    SmtpProbe(ProductProfiles profiles, SmtpSender sender, SmtpStates states) {
        this.profiles = profiles;
        this.sender = sender;
        this.states = states;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        executor.execute(this::probe);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        executor.shutdownNow();
    }

    private void probe() {
        boolean ready = true;
        for (ProductProfile profile : profiles.all()) {
            sender.probe(profile.code(), profile.mailbox());
            ready &= states.wasReached(profile.code());
        }
        if (!executor.isShutdown()) {
            executor.schedule(this::probe, ready ? CALM_SECONDS : EAGER_SECONDS, TimeUnit.SECONDS);
        }
    }
}
