package io.reglament.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueDateTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @ParameterizedTest
    @DisplayName("BONUS-10.1-21: a due date is read as forms, programs and the engine write it")
    @CsvSource({
        "2026-11-30T12:00:00Z, 2026-11-30T12:00:00Z",
        "2026-11-30T12:00:00.000Z, 2026-11-30T12:00:00Z",
        "2026-11-30T15:00:00+03:00, 2026-11-30T12:00:00Z",
        "2026-11-30T15:00+03:00, 2026-11-30T12:00:00Z",
        "2026-11-30T15:00:00.000+0300, 2026-11-30T12:00:00Z",
        "2026-11-30T15:00, 2026-11-30T12:00:00Z",
        "2026-11-30T15:00:00, 2026-11-30T12:00:00Z",
        "2026-11-30, 2026-11-30T20:59:00Z"
    })
    void a_due_date_is_read(String text, Instant expected) {
        assertThat(DueDate.parse(text, MOSCOW)).contains(expected);
    }

    @Test
    @DisplayName("BONUS-10.1-21: a date stays what it is")
    void a_date_stays_what_it_is() {
        Date date = Date.from(Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(DueDate.parse(date, MOSCOW)).contains(date.toInstant());
    }

    @Test
    @DisplayName("BONUS-10.1-21: what the engine could not store is moved to what it can")
    void what_the_engine_could_not_store_is_moved() {
        assertThat(DueDate.parse("+292278994-08-17T07:12:55Z", MOSCOW)).contains(Instant.parse("9999-12-31T00:00:00Z"));
        assertThat(DueDate.parse("-999999999-01-01", MOSCOW)).contains(Instant.EPOCH);
    }

    @ParameterizedTest
    @DisplayName("BONUS-10.1-21: anything else is no date")
    @ValueSource(strings = {"tomorrow", "2026-02-30", "2026-11-30T25:00", "30.11.2026", "1764500000"})
    void anything_else_is_no_date(String text) {
        assertThat(DueDate.parse(text, MOSCOW)).isEmpty();
    }
}
