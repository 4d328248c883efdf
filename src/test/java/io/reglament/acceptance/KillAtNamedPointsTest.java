package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;

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

    private final Random random = new Random(20_261_121);

    @Test
    @DisplayName("IN-1, OUT-1, OUT-2: killed at every named point under load: nothing is lost, nothing is doubled")
    void nothing_lost_nothing_doubled() throws Exception {
        Path directory = Path.of("target", "kill", unique());
        List<String> report = new ArrayList<>();
        try (KillRig rig = new KillRig(directory)) {
            long begin = System.nanoTime();
            rig.setUp(FIRST_LOAD + ROUNDS * LOAD + LAST_LOAD);
            report.add("set up: " + seconds(begin));
            rig.send(FIRST_LOAD);
            for (int round = 0; round < ROUNDS; round++) {
                CrashPoint point = CrashPoint.values()[round % CrashPoint.values().length];
                rig.send(LOAD);
                begin = System.nanoTime();
                Duration cpu = rig.startAndKill(point, 1 + random.nextInt(LOAD));
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
            rig.startPostgres();
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
