package io.reglament.desk.actions;

import io.reglament.access.Colleagues;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells whoever came second what the first one did. */
@Component
public class Overtaken {

    private static final Set<ArchiveEntry.Kind> CHANGES = Set.of(
            ArchiveEntry.Kind.STATE,
            ArchiveEntry.Kind.FIELD,
            ArchiveEntry.Kind.DECISION,
            ArchiveEntry.Kind.LINK,
            ArchiveEntry.Kind.PROPOSAL);

    private final Archive archive;
    private final Colleagues colleagues;
    private final ActionTexts texts;

    Overtaken(Archive archive, Colleagues colleagues, ActionTexts texts) {
        this.archive = archive;
        this.colleagues = colleagues;
        this.texts = texts;
    }

    /** @return a refusal that says who changed what last */
    public ActionRefused refusal(RequestView now) {
        List<ArchiveEntry> changes = archive.latest(now.id(), 20).stream()
                .filter(entry -> CHANGES.contains(entry.kind()) && entry.field() != null)
                .toList();
        if (changes.isEmpty()) {
            return ActionRefused.request("action.refused.overtaken.unknown", now.label());
        }
        ArchiveEntry last = changes.get(0);
        return ActionRefused.request(
                "action.refused.overtaken",
                colleagues.name(last.actor()),
                texts.textOr("request." + last.field(), last.field()),
                value(last.oldValue()),
                value(last.newValue()));
    }

    private String value(String code) {
        if (code == null) {
            return "—";
        }
        return texts.textOr("level." + code, texts.textOr("state." + code, code));
    }
}
