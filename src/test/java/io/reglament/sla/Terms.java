package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceHours;
import io.reglament.crm.ServiceTerms;
import io.reglament.crm.ServiceTerms.Goal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Service levels for tests. */
final class Terms {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    static final String OFFICE = "MON-FRI 09:00-18:00";

    /** Russia's decree for 2026, as {@code V2__sla.sql} has it. */
    static final Map<LocalDate, DayKind> DECREE_2026 = Map.of(
            LocalDate.of(2026, 1, 9), DayKind.OFF,
            LocalDate.of(2026, 1, 12), DayKind.WORKING,
            LocalDate.of(2026, 12, 31), DayKind.OFF);

    private Terms() {}

    static ServiceTerms of(String hours, ZoneId zone, String country) {
        return new ServiceTerms(
                ServiceHours.parse(hours),
                zone,
                country,
                Map.of(
                        Level.LOW, new Goal(Duration.ofHours(8), Duration.ofHours(40)),
                        Level.MEDIUM, new Goal(Duration.ofHours(4), Duration.ofHours(16)),
                        Level.HIGH, new Goal(Duration.ofMinutes(30), Duration.ofHours(8))),
                Duration.ofHours(1));
    }

    static ServiceTerms office() {
        return of(OFFICE, MOSCOW, "RU");
    }
}
