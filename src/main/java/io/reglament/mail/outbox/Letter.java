package io.reglament.mail.outbox;

import io.reglament.mail.threading.MessageIds.Reply;
import io.reglament.request.Attachments.Attached;
import java.util.ArrayList;
import java.util.List;

/**
 * One mail's content, from which both its HTML and its plain text are rendered.
 *
 * @param threadOf id of the request whose conversation the mail continues
 * @param headline stands in the subject between the number and the request's own subject; null for none
 * @param reticent whether the request's own subject stays out of the mail's (mail rule AU-8)
 * @param facts what stands in the table: number, subject …
 * @param quote a person's own words; null if there are none
 * @param items further points, e.g. what the regulation wants attached; empty if none
 * @param links what the reader may click; empty if none
 * @param next the one clear next step; null where a person wrote everything that there is to say
 * @param copies addresses that the header shows as copies; the mail itself goes to one recipient
 * @param to whom the header names; null: the recipient
 * @param files that travel in the mail
 */
public record Letter(
        Kind kind,
        Addressee recipient,
        long threadOf,
        String headline,
        boolean reticent,
        String intro,
        List<Fact> facts,
        Quote quote,
        List<String> items,
        String itemsHeading,
        List<Link> links,
        String next,
        Addressee to,
        List<String> copies,
        List<Attached> files) {

    /** Which mail it is, who reads it, and whether a program or a person speaks in it (mail rule AU-5). */
    public enum Kind {
        REGISTERED("auto-replied", false),
        REJECTED(null, false),
        CLARIFICATION(null, false),
        /** What one of our people writes of their own accord, in their own words only. */
        REPLY(null, false),
        ANSWER(null, false),
        SOLUTION(null, false),
        CLOSURE_QUESTION("auto-generated", false),
        REFUSED(null, false),
        FOLLOW_UP("auto-generated", false),
        DUE_DATE_CHANGED("auto-generated", false),
        REMINDER("auto-generated", false),
        CLOSED("auto-generated", false),
        WITHDRAWN("auto-generated", false),
        MERGED("auto-generated", false),
        MOVED("auto-generated", false),
        SEPARATED("auto-generated", false),
        SUSPENDED("auto-generated", false),
        RESUMED("auto-generated", false),
        ASSIGNED("auto-generated", true),
        REWORK("auto-generated", true),
        REFUSAL_REPORT("auto-generated", true),
        CRITICAL_SIGNAL("auto-generated", true),
        ANSWER_NOT_TAKEN("auto-replied", true),
        CONTRACT_EXPIRED("auto-generated", true),
        DEADLINE_NEAR("auto-generated", true),
        DEADLINE_MISSED("auto-generated", true);

        private final String autoSubmitted;
        private final boolean toStaff;

        Kind(String autoSubmitted, boolean toStaff) {
            this.autoSubmitted = autoSubmitted;
            this.toStaff = toStaff;
        }

        /** @return value of Auto-Submitted; null where a person wrote the decisive words */
        String autoSubmitted() {
            return autoSubmitted;
        }

        /** @return whether a customer's mail sets it off without a person between: only such letters can make a loop */
        boolean isReaction() {
            return this == REGISTERED || this == FOLLOW_UP || this == WITHDRAWN;
        }

        /** @return what an answer to it is: the solution, where the letter asks a specialist for one */
        Reply reply() {
            return this == ASSIGNED || this == REWORK ? Reply.SOLUTION : Reply.MESSAGE;
        }

        /** @return whether the vendor's own people read it: no part of the conversation with the customer */
        boolean toStaff() {
            return toStaff;
        }
    }

    /** @return the same for somebody who takes part: without the links, which are the recipient's own */
    Letter copyFor(Addressee participant, String copyIntro, String copyNext) {
        return new Letter(
                kind,
                participant,
                threadOf,
                headline,
                reticent,
                copyIntro,
                facts,
                quote,
                items,
                itemsHeading,
                List.of(),
                copyNext,
                null,
                List.of(),
                List.of());
    }

    /** @return the same for somebody in copy, who sees whom else it went to */
    Letter asCopyFor(Addressee other) {
        return new Letter(
                kind,
                other,
                threadOf,
                headline,
                reticent,
                intro,
                facts,
                quote,
                items,
                itemsHeading,
                links,
                next,
                visibleRecipient(),
                copies,
                files);
    }

    /** @return whom the header names */
    Addressee visibleRecipient() {
        return to == null ? recipient : to;
    }

    public record Fact(String name, String value) {}

    public record Quote(String heading, String text) {}

    public record Link(String label, String url) {}

    /** @return an empty sheet */
    public static Draft draft(Kind kind, Addressee recipient, long threadOf) {
        return new Draft(kind, recipient, threadOf);
    }

    /** A letter being written; what is not written stays out of the mail. */
    public static final class Draft {

        private final Kind kind;
        private final Addressee recipient;
        private final long threadOf;
        private final List<Fact> facts = new ArrayList<>();
        private final List<String> items = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private String headline;
        private boolean reticent;
        private String intro;
        private Quote quote;
        private String itemsHeading;
        private List<String> copies = List.of();
        private List<Attached> files = List.of();

        private Draft(Kind kind, Addressee recipient, long threadOf) {
            this.kind = kind;
            this.recipient = recipient;
            this.threadOf = threadOf;
        }

        public Draft headline(String text) {
            headline = text;
            return this;
        }

        /** Keeps the request's own subject out of the mail's; the headline must say what it is about. */
        public Draft reticent() {
            reticent = true;
            return this;
        }

        public Draft intro(String text) {
            intro = text;
            return this;
        }

        /** Adds a line to the table; nothing where the value is null or blank. */
        public Draft fact(String name, String value) {
            if (value != null && !value.isBlank()) {
                facts.add(new Fact(name, value));
            }
            return this;
        }

        /** Quotes a person; nothing where the text is null. */
        public Draft quote(String heading, String text) {
            quote = text == null ? null : new Quote(heading, text);
            return this;
        }

        public Draft items(String heading, List<String> texts) {
            itemsHeading = heading;
            items.addAll(texts);
            return this;
        }

        public Draft link(String label, String url) {
            links.add(new Link(label, url));
            return this;
        }

        /** Names the addresses that get copies in the header. */
        Draft copies(List<String> addresses) {
            copies = List.copyOf(addresses);
            return this;
        }

        /** Has the files travel in the mail. */
        Draft files(List<Attached> enclosed) {
            files = List.copyOf(enclosed);
            return this;
        }

        /** @return the finished letter, which ends with the one next step */
        public Letter next(String step) {
            return new Letter(
                    kind,
                    recipient,
                    threadOf,
                    headline,
                    reticent,
                    intro,
                    facts,
                    quote,
                    items,
                    itemsHeading,
                    links,
                    step,
                    null,
                    copies,
                    files);
        }
    }
}
