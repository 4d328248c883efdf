package io.reglament.desk.mailtrail;

import io.reglament.crm.DraftRefused;
import io.reglament.crm.DraftRefused.Problem;
import io.reglament.mail.MailOutcome;
import io.reglament.mail.MailTrail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a list of mails is asked for, checked. */
final class TrailFilter {

    static final int LARGEST = 100;
    static final int USUAL = 30;

    private static final int LONGEST_TEXT = 200;

    private TrailFilter() {}

    /**
     * Reads the parameters as they come from outside; blank ones count as absent.
     *
     * @param products codes that the asking person serves
     * @throws DraftRefused naming what is allowed, for every parameter that cannot be taken
     */
    static MailTrail.Query parse(
            String product, String q, String outcome, Integer size, Long after, Collection<String> products) {
        List<Problem> problems = new ArrayList<>();
        if (!isBlank(product) && !products.contains(product)) {
            problems.add(new Problem("product", "mails.product", List.of(String.join(", ", new TreeSet<>(products)))));
        }
        if (!isBlank(outcome) && known(outcome) == null) {
            problems.add(new Problem(
                    "outcome",
                    "mails.outcome",
                    List.of(Arrays.stream(MailOutcome.values()).map(Enum::name).collect(Collectors.joining(", ")))));
        }
        if (q != null && (q.length() > LONGEST_TEXT || q.indexOf('\0') >= 0)) {
            problems.add(new Problem("q", "mails.q", List.of(String.valueOf(LONGEST_TEXT))));
        }
        if (size != null && (size < 1 || size > LARGEST)) {
            problems.add(new Problem("size", "mails.size", List.of(String.valueOf(LARGEST))));
        }
        if (!problems.isEmpty()) {
            throw new DraftRefused(problems);
        }
        return new MailTrail.Query(
                isBlank(product) ? products : Set.of(product),
                isBlank(q) ? null : q,
                isBlank(outcome) ? null : known(outcome),
                after,
                size == null ? USUAL : size);
    }

    private static MailOutcome known(String outcome) {
        return Arrays.stream(MailOutcome.values())
                .filter(known -> known.name().equals(outcome))
                .findFirst()
                .orElse(null);
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }
}
