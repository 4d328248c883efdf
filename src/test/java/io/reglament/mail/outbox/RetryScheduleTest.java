package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(4)),
            Duration.ofHours(48));

    @Test
    @DisplayName("OUT-2: 1 m, 5 m, 15 m, 1 h, 4 h, 4 h … and an end within 48 h")
    void pauses() {
        assertThat(schedule.pauseAfter(1)).contains(Duration.ofMinutes(1));
        assertThat(schedule.pauseAfter(3)).contains(Duration.ofMinutes(15));
        assertThat(schedule.pauseAfter(5)).contains(Duration.ofHours(4));
        assertThat(schedule.pauseAfter(9)).contains(Duration.ofHours(4));
        assertThat(schedule.pauseAfter(15)).contains(Duration.ofHours(4));
        assertThat(schedule.pauseAfter(16)).isEmpty();
    }
}
