package io.reglament.mail.inbox;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * GreenMail's threads throw when their client is gone, and Awaitility takes what any thread throws for a failure of the
 * test that waits at that moment: nobody may wait while they end.
 */
final class GreenMailThreads {

    private GreenMailThreads() {}

    /** Stops the server and returns when none of its connections is left. */
    static void stop(GreenMail server) {
        List<String> names = Stream.of(server.getImap(), server.getImaps(), server.getSmtp())
                .filter(Objects::nonNull)
                .map(service -> ":" + service.getPort() + "<-")
                .toList();
        server.stop();
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> names.stream().anyMatch(thread.getName()::contains)));
    }
}
