package io.reglament.crm;

import io.reglament.crm.ProductProfile.Text;
import java.util.List;
import java.util.Set;

/** What the keys {@code intake} and {@code regulation} of a profile must fulfil. */
final class RegulationRules {

    private final String file;
    private final Set<String> groups;

    private RegulationRules(String file, Set<String> groups) {
        this.file = file;
        this.groups = groups;
    }

    /** @throws InvalidProfile for the first rule that is broken */
    static void check(String file, ProductProfile profile) {
        if (profile.intake() != null && !profile.roundTheClock()) {
            throw new InvalidProfile(
                    file,
                    "intake",
                    "value is " + profile.intake(),
                    ProductProfile.ROUND_THE_CLOCK + ", or no such key");
        }
        if (profile.regulation() != null) {
            new RegulationRules(file, profile.allGroups()).check(profile.regulation());
        }
    }

    private void check(Regulation r) {
        text("regulation.scope", r.scope());
        each("glossary", r.glossary(), (at, term) -> {
            text(at + ".term", term.term());
            text(at + ".meaning", term.meaning());
        });
        each("parties", r.parties(), (at, party) -> {
            text(at + ".name", party.name());
            text(at + ".description", party.description());
        });
        each("contacts", r.contacts(), (at, channel) -> {
            text(at + ".name", channel.name());
            present(at + ".value", channel.value());
        });
        each("legal", r.legal(), (at, fact) -> {
            text(at + ".name", fact.name());
            present(at + ".value", fact.value());
        });
        each("roles", r.roles(), this::role);
    }

    private void role(String at, Regulation.Role role) {
        text(at + ".name", role.name());
        if (role.group() != null && !groups.contains(role.group())) {
            throw new InvalidProfile(file, at + ".group", "value is " + role.group(), "one of " + groups);
        }
        if (role.functions() == null || role.functions().isEmpty()) {
            throw new InvalidProfile(file, at + ".functions", "is empty", "at least one entry");
        }
        for (int i = 0; i < role.functions().size(); i++) {
            text(at + ".functions[" + i + "]", role.functions().get(i));
        }
        text(at + ".responsibility", role.responsibility());
        if (role.regime() != null) {
            text(at + ".regime", role.regime());
        }
    }

    @FunctionalInterface
    private interface Rule<T> {
        void check(String at, T item);
    }

    private <T> void each(String key, List<T> items, Rule<T> rule) {
        for (int i = 0; i < items.size(); i++) {
            String at = "regulation." + key + "[" + i + "]";
            if (items.get(i) == null) {
                throw new InvalidProfile(file, at, "is empty", "an entry");
            }
            rule.check(at, items.get(i));
        }
    }

    private void text(String key, Text text) {
        if (text == null || blank(text.ru()) || blank(text.en())) {
            throw new InvalidProfile(file, key, "lacks a language", "a text under ru and one under en");
        }
    }

    private void present(String key, String value) {
        if (blank(value)) {
            throw new InvalidProfile(file, key, "is missing", "a value");
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
