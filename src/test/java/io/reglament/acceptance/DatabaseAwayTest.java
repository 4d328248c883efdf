package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL is stopped under the running application while other mail servers hand mail in. */
class DatabaseAwayTest {

    @Test
    @DisplayName("IN-1: while PostgreSQL is away the doors say 503 and 451; what comes again afterwards is there once")
    void doors_say_later() throws Exception {
        try (KillRig rig = new KillRig(Path.of("target", "kill", unique()))) {
            rig.setUp(4);
            rig.start();
            KillRig.Sent before = rig.next();
            await().atMost(Duration.ofSeconds(150))
                    .ignoreExceptions()
                    .until(() -> rig.push(before).startsWith("20"));

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
            rig.compare();
        }
    }
}
