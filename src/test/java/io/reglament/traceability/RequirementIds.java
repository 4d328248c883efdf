package io.reglament.traceability;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds requirement and scenario ids in running text; {@code BONUS-10.1-16…22} and {@code S-01…S-04} mean every id between. */
final class RequirementIds {

    private static final Pattern ID = Pattern.compile(
            "\\b((?:OTK|ECRM|BONUS|MEET|CIS)-[A-Z0-9]+(?:\\.[0-9]+)*-|S-)(\\d{2})(?:…(?:\\1)?(\\d{2}))?(?!\\d)");

    private RequirementIds() {}

    static Set<String> in(String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher found = ID.matcher(text);
        while (found.find()) {
            int first = Integer.parseInt(found.group(2));
            int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
            for (int n = first; n <= last; n++) {
                ids.add(found.group(1) + String.format("%02d", n));
            }
        }
        return ids;
    }
}
