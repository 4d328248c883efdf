package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ChangedMeanwhile;
import io.reglament.crm.CustomerEvent;
import io.reglament.crm.DraftRefused;
import io.reglament.crm.DraftRefused.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in the person's language what is wrong with what was entered. */
@Component
public class EntryTexts {

    private final MessageSource texts;
    private final PageTimes times;
    private final CurrentUser user;

    EntryTexts(MessageSource texts, PageTimes times, CurrentUser user) {
        this.texts = texts;
        this.times = times;
        this.user = user;
    }

    /** @return a sentence of {@code messages/*.properties} */
    public String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale());
    }

    /** @return a sentence for each field, in the order in which they were found */
    public Map<String, String> problems(DraftRefused refused) {
        return refused.problems().stream()
                .collect(Collectors.toMap(
                        Problem::field,
                        p -> say(p.key(), p.arguments().toArray()),
                        (first, second) -> first + " " + second,
                        LinkedHashMap::new));
    }

    /** @return who changed what since the person looked */
    public String changes(ChangedMeanwhile changed) {
        String what = changed.changes().stream().map(this::change).collect(Collectors.joining("; "));
        return what.isEmpty() ? say("entry.changed.unknown") : say("entry.changed", what);
    }

    private String change(CustomerEvent event) {
        return say(
                "entry.change",
                event.actor(),
                say("entry.field." + event.field()),
                shown(event.oldValue()),
                shown(event.newValue()),
                times.format(event.at(), locale()));
    }

    private String shown(String value) {
        return value == null || value.isEmpty() ? say("page.none") : value;
    }

    private Locale locale() {
        return user.language().locale();
    }
}
