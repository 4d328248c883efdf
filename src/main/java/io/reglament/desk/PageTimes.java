package io.reglament.desk;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Times and sizes as our pages show them: in the vendor's zone, in the person's language. */
@Component
public class PageTimes {

    private final ZoneId zone;
    private final MessageSource texts;

    PageTimes(@Value("${reglament.zone}") ZoneId zone, MessageSource texts) {
        this.zone = zone;
        this.texts = texts;
    }

    public String format(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }

    /** @param bytes size of a file */
    public String size(long bytes, Locale locale) {
        NumberFormat number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(1);
        if (bytes < 1024) {
            return texts.getMessage("size.bytes", new Object[] {number.format(bytes)}, locale);
        }
        boolean small = bytes < 1024 * 1024;
        return texts.getMessage(
                small ? "size.kilobytes" : "size.megabytes",
                new Object[] {number.format(bytes / (small ? 1024.0 : 1024.0 * 1024.0))},
                locale);
    }
}
