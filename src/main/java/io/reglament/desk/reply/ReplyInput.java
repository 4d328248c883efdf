package io.reglament.desk.reply;

import io.reglament.crm.ProductProfiles;
import io.reglament.desk.actions.ActionInput.Problem;
import io.reglament.desk.actions.ActionTexts;
import io.reglament.mail.reply.Replies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what a person hands in with a reply, and names everything that is wrong with it at once. */
@Component
class ReplyInput {

    static final int LONGEST_TEXT = 50_000;

    private static final int MOST_COPIES = 20;

    private final ActionTexts texts;
    private final ProductProfiles profiles;

    ReplyInput(ActionTexts texts, ProductProfiles profiles) {
        this.texts = texts;
        this.profiles = profiles;
    }

    /** What is wrong with a reply, in the person's language. */
    static class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Faulty(List<Problem> problems) {
            super(String.join(" ", problems.stream().map(Problem::message).toList()));
            this.problems = List.copyOf(problems);
        }

        List<Problem> problems() {
            return problems;
        }
    }

    /**
     * Checks a reply that is to leave.
     *
     * @param contact address that gets it anyway
     * @param sendAt null: as soon as it may
     * @return the addresses in copy, each once, without the contact's
     * @throws Faulty naming everything that is wrong
     */
    List<String> check(String text, List<String> copies, String contact, Instant sendAt, Instant now) {
        List<Problem> problems = new ArrayList<>();
        text(text, problems);
        if (sendAt != null && !sendAt.isAfter(now)) {
            problems.add(problem("sendAt", "reply.problem.past", sendAt));
        }
        Map<String, String> each = new LinkedHashMap<>();
        for (String copy : copies) {
            String address = copy == null ? "" : copy.strip();
            if (!address.isEmpty() && !address.equalsIgnoreCase(contact)) {
                each.putIfAbsent(address.toLowerCase(Locale.ROOT), address);
            }
        }
        for (String address : each.values()) {
            if (!Replies.isAddress(address)) {
                problems.add(problem("copies", "reply.problem.address", address));
            } else if (profiles.byMailbox(address).isPresent()) {
                problems.add(problem("copies", "reply.problem.ours", address));
            }
        }
        if (each.size() > MOST_COPIES) {
            problems.add(problem("copies", "reply.problem.copies", MOST_COPIES, each.size()));
        }
        refuse(problems);
        return List.copyOf(each.values());
    }

    /** Checks a note. */
    void checkNote(String text) {
        List<Problem> problems = new ArrayList<>();
        text(text, problems);
        refuse(problems);
    }

    /** Checks a draft, which need not be complete. */
    void checkDraft(String text, List<String> copies) {
        List<Problem> problems = new ArrayList<>();
        length(text, problems);
        int length = copies.stream()
                .mapToInt(copy -> copy == null ? 0 : copy.length())
                .sum();
        if (length > LONGEST_TEXT) {
            problems.add(problem("copies", "reply.problem.copies", MOST_COPIES, copies.size()));
        }
        refuse(problems);
    }

    private void text(String text, List<Problem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(problem("text", "reply.problem.text"));
        } else {
            length(text, problems);
        }
    }

    private void length(String text, List<Problem> problems) {
        int length = text == null ? 0 : text.codePointCount(0, text.length());
        if (length > LONGEST_TEXT) {
            problems.add(problem("text", "reply.problem.long", LONGEST_TEXT, length));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Faulty(problems);
        }
    }

    private Problem problem(String field, String key, Object... arguments) {
        return new Problem(field, texts.text(key, arguments));
    }
}
