package io.reglament.crm;

import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Mark;
import io.reglament.crm.ProductProfile.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a product profile must fulfil beyond being well-formed. */
final class ProfileRules {

    private static final String CODE = "[a-z][a-z0-9]{1,15}";
    private static final String GROUP = "[a-z][a-z0-9-]{1,62}";
    private static final List<String> LABELS = List.of(
            "REGISTERED",
            "QUEUED",
            "ASSIGNED",
            "ASSIGNED_REWORK",
            "IN_WORK",
            "WAITING_CUSTOMER",
            "WAITING_RELEASE",
            "ANSWERED",
            "DONE",
            "COMPLETED",
            "CLOSED");

    private final String file;

    private ProfileRules(String file) {
        this.file = file;
    }

    static void check(String file, ProductProfile profile) {
        new ProfileRules(file).check(profile);
    }

    private void check(ProductProfile p) {
        pattern("code", p.code(), CODE, "2 to 16 lower-case letters and digits, a letter first");
        if (!file.endsWith("/" + p.code() + ".yaml")) {
            throw new InvalidProfile(file, "code", "value is " + p.code(), "the file's name without .yaml");
        }
        present("name", p.name());
        pattern("mailbox", p.mailbox(), "[^@\\s]+@[^@\\s]+", "an e-mail address");
        present("terms.vendor", p.terms() == null ? null : p.terms().vendor());
        present("groups", p.groups());
        pattern("groups.firstLine", p.groups().firstLine(), GROUP, "lower-case letters, digits and hyphens");
        pattern("groups.closer", p.groups().closer(), GROUP, "lower-case letters, digits and hyphens");
        notEmpty("groups.specialists", p.groups().specialists());
        for (String group : p.groups().specialists()) {
            pattern("groups.specialists", group, GROUP, "lower-case letters, digits and hyphens");
        }
        notEmpty("categories", p.categories());
        notEmpty("services", p.services());
        codes("categories", p.categories(), ProductProfile.Category::code, ProductProfile.Category::label);
        codes("services", p.services(), ProductProfile.Service::code, ProductProfile.Service::label);
        present("assignmentRequired", p.assignmentRequired());
        present("confirmation", p.confirmation());
        present("confirmation.model", p.confirmation().model());
        Integer autoClose = p.confirmation().autoCloseDays();
        if (autoClose != null && (autoClose < 1 || p.confirmation().model() == ConfirmationModel.NONE)) {
            throw new InvalidProfile(
                    file, "confirmation.autoCloseDays", "value is " + autoClose, "1 or more, and none for model NONE");
        }
        present("rework", p.rework());
        if (p.rework().allowed() && p.rework().days() < 1) {
            throw new InvalidProfile(
                    file, "rework.days", "value is " + p.rework().days(), "1 or more");
        }
        present("acknowledgement", p.acknowledgement());
        present("labels", p.labels());
        for (String state : LABELS) {
            present("labels." + state, p.labels().get(state));
        }
        for (String state : p.labels().keySet()) {
            if (!LABELS.contains(state)) {
                throw new InvalidProfile(file, "labels." + state, "unknown state", "one of " + LABELS);
            }
        }
        if (p.rejectAtClassification()) {
            present("marks.REJECTED", p.marks() == null ? null : p.marks().get(Mark.REJECTED));
        }
        if (p.specialistMayRefuse()) {
            present("marks.REFUSED", p.marks() == null ? null : p.marks().get(Mark.REFUSED));
        }
    }

    private <T> void codes(String key, List<T> items, Function<T, String> code, Function<T, Text> label) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            String at = key + "[" + i + "]";
            pattern(at + ".code", code.apply(item), "[A-Z][A-Z0-9_]{1,39}", "upper-case letters, digits and _");
            if (!seen.add(code.apply(item))) {
                throw new InvalidProfile(file, at + ".code", code.apply(item) + " stands twice", "each code once");
            }
            Text text = label.apply(item);
            present(at + ".label", text);
            present(at + ".label.ru", text.ru());
            present(at + ".label.en", text.en());
        }
    }

    private void pattern(String key, String value, String regex, String allowed) {
        present(key, value);
        if (!value.matches(regex)) {
            throw new InvalidProfile(file, key, "value is " + value, allowed);
        }
    }

    private void notEmpty(String key, List<?> value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidProfile(file, key, "is empty", "at least one entry");
        }
    }

    private void present(String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new InvalidProfile(file, key, "is missing", "a value");
        }
    }
}
