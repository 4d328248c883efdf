package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import java.util.List;

/**
 * One mail's content, from which both its HTML and its plain text are rendered.
 *
 * @param threadOf id of the request whose conversation the mail continues
 * @param facts what stands in the table: number, subject …
 * @param quote a person's own words; null if there are none
 * @param items further points, e.g. what the regulation wants attached; empty if none
 * @param links what the customer may click; empty if none
 * @param next the one clear next step
 */
public record Letter(
        Kind kind,
        Contact recipient,
        long threadOf,
        String intro,
        List<Fact> facts,
        Quote quote,
        List<String> items,
        String itemsHeading,
        List<Link> links,
        String next) {

    /** Which mail it is, and whether a program or a person speaks in it (mail rule AU-5). */
    public enum Kind {
        REGISTERED("auto-replied"),
        REJECTED(null),
        CLARIFICATION(null),
        ANSWER(null),
        SOLUTION(null),
        CLOSURE_QUESTION("auto-generated"),
        REFUSED(null),
        FOLLOW_UP("auto-generated"),
        DUE_DATE("auto-generated"),
        CLOSED("auto-generated"),
        WITHDRAWN("auto-generated"),
        MERGED("auto-generated"),
        MOVED("auto-generated"),
        SEPARATED("auto-generated"),
        SUSPENDED("auto-generated"),
        RESUMED("auto-generated"),
        /** To our own people, not to the customer. */
        CONTRACT_EXPIRED("auto-generated");

        private final String autoSubmitted;

        Kind(String autoSubmitted) {
            this.autoSubmitted = autoSubmitted;
        }

        /** @return whether it goes to our own people, so that the conversation shows it as a note */
        boolean internal() {
            return this == CONTRACT_EXPIRED;
        }

        /** @return value of Auto-Submitted; null where a person wrote the decisive words */
        String autoSubmitted() {
            return autoSubmitted;
        }
    }

    /** @return the same for somebody who takes part: without the links, which are the recipient's own */
    Letter copyFor(Contact participant, String copyIntro, String copyNext) {
        return new Letter(
                kind, participant, threadOf, copyIntro, facts, quote, items, itemsHeading, List.of(), copyNext);
    }

    public record Fact(String name, String value) {}

    public record Quote(String heading, String text) {}

    public record Link(String label, String url) {}
}
