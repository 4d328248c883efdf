package io.reglament.mail.content;

import com.ibm.icu.text.SpoofChecker;
import io.reglament.mail.content.ContentNote.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warns of senders who want to be taken for others (mail rules IN-7, PA-14). */
final class SenderNotes {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"'()]{1,64}@[^\\s@<>\"'()]{1,253}\\.[^\\s@<>\"'()]{2,63}");
    private static final SpoofChecker MIXED = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.SINGLE_SCRIPT_RESTRICTIVE)
            .build();

    private SenderNotes() {}

    static List<ContentNote> of(HeaderFields headers, List<MailAddress> from) {
        if (headers.all("From").size() > 1 || from.size() > 1) {
            return List.of(ContentNote.of(
                    Kind.SEVERAL_SENDERS,
                    String.join(
                            ", ",
                            from.stream().map(MailAddress::email).limit(10).toList())));
        }
        if (from.isEmpty()) {
            return List.of();
        }
        MailAddress sender = from.get(0);
        List<ContentNote> notes = new ArrayList<>();
        Matcher shown = ADDRESS.matcher(sender.name() == null ? "" : sender.name());
        if (shown.find() && !new MailAddress(shown.group(), null).key().equals(sender.key())) {
            notes.add(ContentNote.of(Kind.NAME_SHOWS_ADDRESS, shown.group(), sender.email()));
        }
        for (String label : sender.unicodeDomain().split("\\.")) {
            if (MIXED.failsChecks(label)) {
                notes.add(ContentNote.of(Kind.LOOKALIKE_DOMAIN, sender.unicodeDomain(), sender.domain()));
                break;
            }
        }
        return notes;
    }
}
