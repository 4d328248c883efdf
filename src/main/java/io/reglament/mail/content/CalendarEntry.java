package io.reglament.mail.content;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first event of a calendar part (RFC 5545), for people to read; nothing is ever answered (mail rule PA-10). */
final class CalendarEntry {

    private static final Pattern TIME = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)\\d\\d(Z?))?");
    private static final Pattern ZONE = Pattern.compile("(?i)TZID=\"?([^\";:]{1,100})");
    private static final Pattern NAME = Pattern.compile("(?i)CN=(\"[^\"]{1,200}\"|[^\";:]{1,200})");

    private CalendarEntry() {}

    /** @return method, summary, begin, end, place, organiser; each may be empty */
    static ContentNote note(String calendar) {
        String unfolded = calendar.replaceAll("\\r?\\n[ \\t]", "");
        String head = unfolded.split("(?i)BEGIN:VEVENT", 2)[0];
        String[] event = unfolded.split("(?i)(BEGIN|END):VEVENT", 3);
        String body = event.length > 1 ? event[1] : unfolded;
        String method = value(head, "METHOD").toUpperCase(Locale.ROOT);
        return ContentNote.of(
                ContentNote.Kind.INVITATION,
                List.of("REQUEST", "CANCEL", "REPLY").contains(method) ? method : "OTHER",
                value(body, "SUMMARY"),
                time(body, "DTSTART"),
                time(body, "DTEND"),
                value(body, "LOCATION"),
                organizer(body));
    }

    private static String value(String text, String property) {
        Matcher line = line(text, property);
        return line.find()
                ? CleanText.line(line.group(2).replaceAll("\\\\[nN]", " ").replaceAll("\\\\([,;\\\\])", "$1"), 300)
                : "";
    }

    private static String time(String text, String property) {
        Matcher line = line(text, property);
        if (!line.find()) {
            return "";
        }
        Matcher time = TIME.matcher(line.group(2));
        if (!time.find()) {
            return CleanText.line(line.group(2), 100);
        }
        String day = time.group(3) + "." + time.group(2) + "." + time.group(1);
        if (time.group(4) == null) {
            return day;
        }
        Matcher zone = ZONE.matcher(line.group(1));
        String where = time.group(6).equals("Z") ? " UTC" : zone.find() ? " " + zone.group(1) : "";
        return CleanText.line(day + " " + time.group(4) + ":" + time.group(5) + where, 150);
    }

    private static String organizer(String text) {
        Matcher line = line(text, "ORGANIZER");
        if (!line.find()) {
            return "";
        }
        Matcher name = NAME.matcher(line.group(1));
        String address = line.group(2).replaceFirst("(?i)^mailto:", "");
        return CleanText.line(name.find() ? name.group(1).replace("\"", "") + " <" + address + ">" : address, 300);
    }

    private static Matcher line(String text, String property) {
        return Pattern.compile("(?im)^" + property + "((?:;[^:;\\r\\n\"]*+(?:\"[^\"\\r\\n]*+\")?)*+):(.*)$")
                .matcher(text);
    }
}
