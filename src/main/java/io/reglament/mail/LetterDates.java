package io.reglament.mail;

import io.reglament.crm.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Moments as letters write them: in the vendor's zone, in the reader's language. */
@Component
class LetterDates {

    private final ZoneId zone;

    LetterDates(@Value("${reglament.zone}") ZoneId zone) {
        this.zone = zone;
    }

    /** @return day in words and the time of day */
    String time(Instant at, Language language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language.locale())
                .format(at.atZone(zone));
    }
}
