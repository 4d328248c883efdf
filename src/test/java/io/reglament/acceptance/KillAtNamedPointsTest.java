package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The application is killed at each named point, restarted and killed again; at the end PostgreSQL and the mail server are
 * stopped under it. Then everything that was sent is there once. {@code -Pkill} runs 200 rounds.
 */
class KillAtNamedPointsTest {

    private static final int ROUNDS = Integer.getInteger("reglament.kill.rounds", CrashPoint.values().length);
    private static final int FIRST_LOAD = 20;
    private static final int LOAD = 3;
    private static final int LAST_LOAD = 20;
    private static final int PUSHED = 2;

    private final Random random = new Random(20_261_121);

    @Test
    @DisplayName(
            "IN-1, OUT-1, OUT-2: killed at every named point under load: nothing is lost, nothing is doubled; while"
                    + " PostgreSQL is away the doors say 503 and 451, and what comes again afterwards is there once")
    void nothing_lost_nothing_doubled() throws Exception {
        Path directory = Path.of("target", "kill", unique());
        List<String> report = new ArrayList<>();
        try (KillRig rig = new KillRig(directory)) {
            long begin = System.nanoTime();
            rig.setUp(FIRST_LOAD + ROUNDS * LOAD + LAST_LOAD + PUSHED);
            report.add("set up: " + seconds(begin));
            rig.send(FIRST_LOAD);
            for (int round = 0; round < ROUNDS; round++) {
                CrashPoint point = CrashPoint.values()[round % CrashPoint.values().length];
                rig.send(LOAD);
                begin = System.nanoTime();
                // One command may mark many mails, all others come once a mail.
                int time = point.isInDatabase() ? 1 + random.nextInt(LOAD) : 1;
                Duration cpu = rig.startAndKill(point, time);
                report.add((round + 1) + " " + point + ": " + seconds(begin) + ", CPU " + cpu.toSeconds() + " s");
            }
            begin = System.nanoTime();
            rig.start();
            rig.send(LAST_LOAD / 2);
            rig.settle(Duration.ofMinutes(5));
            report.add("settled: " + seconds(begin));
            rig.compare();

            begin = System.nanoTime();
            rig.send(LAST_LOAD / 4);
            rig.stopPostgres();
            KillRig.Sent byHttp = rig.next();
            KillRig.Sent bySmtp = rig.next();
            assertThat(rig.push(byHttp)).isEqualTo("503 later");
            assertThatThrownBy(() -> rig.relay(bySmtp)).hasStackTraceContaining("451 4.3.0");
            rig.startPostgres();
            // A server whose mail was put off comes again, and once more if it did not hear the answer.
            await().atMost(Duration.ofSeconds(60)).until(() -> rig.push(byHttp).equals("201"));
            assertThat(rig.push(byHttp)).isEqualTo("200");
            rig.relay(bySmtp);
            rig.settle(Duration.ofMinutes(2));
            report.add("PostgreSQL stopped and started: " + seconds(begin));
            rig.compare();

            begin = System.nanoTime();
            rig.send(LAST_LOAD / 4);
            rig.stopMailServer();
            rig.startMailServer();
            rig.settle(Duration.ofMinutes(2));
            report.add("mail server stopped and started: " + seconds(begin));
            rig.compare();
            report.add(rig.sent().size() + " mails, handed over twice with the same Message-ID: " + rig.doubled());
        } finally {
            Files.write(Path.of("target", "kill", "rounds.txt"), report);
        }
    }

    private static String seconds(long begin) {
        return "%.1f s".formatted((System.nanoTime() - begin) / 1e9);
    }
}
