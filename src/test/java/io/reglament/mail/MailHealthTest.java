package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.ReglamentTest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;

@ReglamentTest
class MailHealthTest {

    @Autowired
    HealthEndpoint health;

    @Test
    @DisplayName("Ready when every mailbox and SMTP server was reached once; their state has a group of its own")
    void health() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> health.healthForPath("mailReadiness").getStatus().equals(Status.UP));

        assertThat(health.healthForPath("mail").getStatus()).isEqualTo(Status.UP);
    }
}
