package io.reglament.traceability;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the ids of requirements, scenarios and mail rules in running text; {@code BONUS-10.1-16…22} and {@code S-01…S-04}
 * mean every id between.
 */
final class RequirementIds {

    private static final Pattern ID = Pattern.compile(
            "\\b((?:OTK|ECRM|BONUS|MEET|CIS)-[A-Z0-9]+(?:\\.[0-9]+)*-|S-)(\\d{2})(?:…(?:\\1)?(\\d{2}))?(?!\\d)");

    private static final Pattern MAIL_RULE =
            Pattern.compile("(?<![A-Z0-9-])((?:IN|TH|AU|PA|OUT)-)(\\d{1,2})(?: ?… ?(?:\\1)?(\\d{1,2}))?(?!\\d)");

    private RequirementIds() {}

    static Set<String> in(String text) {
        Set<String> ids = new LinkedHashSet<>();
        collect(ID, "%02d", text, ids);
        collect(MAIL_RULE, "%d", text, ids);
        return ids;
    }

    private static void collect(Pattern pattern, String number, String text, Set<String> ids) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            int first = Integer.parseInt(found.group(2));
            int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
            for (int n = first; n <= last; n++) {
                ids.add(found.group(1) + String.format(number, n));
            }
        }
    }
}
