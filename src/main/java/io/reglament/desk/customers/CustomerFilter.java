package io.reglament.desk.customers;

import io.reglament.crm.DraftRefused;
import io.reglament.crm.DraftRefused.Problem;
import java.util.List;

/**
 * What a list of customers is asked for, checked.
 *
 * @param text part of name, domain or address; null for all
 * @param after id that the last page ended with; null for the first page
 */
record CustomerFilter(String text, Long after, int size) {

    private static final int USUAL = 20;
    private static final int LARGEST = 100;
    private static final int LONGEST_TEXT = 200;

    /** @throws DraftRefused naming what is allowed */
    static CustomerFilter parse(String q, String size, String after) {
        if (q != null && (q.length() > LONGEST_TEXT || q.indexOf('\0') >= 0)) {
            throw refused("q", "customers.filter.q", LONGEST_TEXT);
        }
        long entries = number("size", size, "customers.filter.size", (long) USUAL);
        if (entries < 1 || entries > LARGEST) {
            throw refused("size", "customers.filter.size", LARGEST);
        }
        return new CustomerFilter(
                q == null || q.isBlank() ? null : q, number("after", after, "customers.filter.after", null), (int)
                        entries);
    }

    private static Long number(String field, String value, String key, Long absent) {
        if (value == null || value.isBlank()) {
            return absent;
        }
        if (!value.matches("\\d{1,18}")) {
            throw refused(field, key, LARGEST);
        }
        return Long.valueOf(value);
    }

    private static DraftRefused refused(String field, String key, int limit) {
        return new DraftRefused(List.of(new Problem(field, key, List.of(String.valueOf(limit)))));
    }
}
