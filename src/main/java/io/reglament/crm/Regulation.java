package io.reglament.crm;

import io.reglament.crm.ProductProfile.Text;
import java.util.List;

/**
 * What the page of a product's regulation shows besides what the application itself follows (OTK-1-01, ECRM-5-01,
 * BONUS-1-01, MEET-1-01). Every list may be absent.
 *
 * @param scope what the regulation covers
 * @param legal name, address and numbers of the vendor (ECRM-5-01); placeholders until the vendor fills them in
 */
public record Regulation(
        Text scope,
        List<Term> glossary,
        List<Party> parties,
        List<Channel> contacts,
        List<Fact> legal,
        List<Role> roles) {

    public Regulation {
        glossary = orEmpty(glossary);
        parties = orEmpty(parties);
        contacts = orEmpty(contacts);
        legal = orEmpty(legal);
        roles = orEmpty(roles);
    }

    /** A word of the regulation and what it means. */
    public record Term(Text term, Text meaning) {}

    /** Somebody whom the regulation binds, e.g. «Заказчик». */
    public record Party(Text name, Text description) {}

    /** @param value address or number; a placeholder until the vendor fills it in */
    public record Channel(Text name, String value) {}

    /** @param value a placeholder until the vendor fills it in */
    public record Fact(Text name, String value) {}

    /**
     * A role or group of participants (BONUS-1-01, CIS-A-01, CIS-B-01).
     *
     * @param group id of the group whose members act in this role; null for one outside the application
     * @param functions what it does, at least one
     * @param responsibility what it answers for
     * @param regime when it works, or how long; null where the regulation does not say
     */
    public record Role(Text name, String group, List<Text> functions, Text responsibility, Text regime) {}

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
