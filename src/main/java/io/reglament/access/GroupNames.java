package io.reglament.access;

import io.reglament.crm.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people call the groups whose ids profiles and models name. */
@Component
public class GroupNames {

    private final MessageSource texts;

    GroupNames(MessageSource texts) {
        this.texts = texts;
    }

    /** @return the name, or the id of a group that somebody made without one */
    public String name(String groupId, Language language) {
        return texts.getMessage("access.group." + groupId, null, groupId, language.locale());
    }
}
