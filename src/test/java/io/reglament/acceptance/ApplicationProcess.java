package io.reglament.acceptance;

import io.reglament.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The application in a process of its own, started as its users start it, so that a test can kill it. */
final class ApplicationProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Path data;
    private final int webPort = FreePort.next();
    private final int smtpPort = FreePort.next();
    private final int imapPort = FreePort.next();
    private Process process;
    private int starts;

    /** @param data directory of the local profile; survives kills */
    ApplicationProcess(Path data) {
        this.data = data;
    }

    URI server() {
        return URI.create("http://localhost:" + webPort);
    }

    CustomerMail mail() {
        return new CustomerMail("127.0.0.1", smtpPort, imapPort);
    }

    /** Starts it and waits until its health is UP. */
    void start() throws IOException {
        Files.createDirectories(data);
        Path log = data.resolveSibling(data.getFileName() + "-" + ++starts + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "io.reglament.Reglament",
                "--spring.profiles.active=local",
                "--server.port=" + webPort,
                "--reglament.local.smtp-port=" + smtpPort,
                "--reglament.local.imap-port=" + imapPort,
                "--reglament.local.data=" + data,
                // Longer than it takes to kill it, shorter than anybody waits for.
                "--reglament.desk.undo=5s");
        builder.environment().put("CLASSPATH", classPathOfTheApplication());
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Colleague anyone = new Colleague(server(), "admin");
        Awaitility.await()
                .alias("health UP; see " + log)
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .failFast("the application ended; see " + log, () -> !process.isAlive())
                .until(() -> anyone.get("/actuator/health").status() == 200);
    }

    /** As the operating system does when memory runs out: no shutdown hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** The tests' own components would be found and take part. */
    private static String classPathOfTheApplication() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
