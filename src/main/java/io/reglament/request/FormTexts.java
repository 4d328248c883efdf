package io.reglament.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.crm.Language;

/**
 * What a task's form says to whoever reads it. Forms are deployed in one language (design 9); where their texts exist in
 * the reader's, too, our own pages show those.
 */
public interface FormTexts {

    /**
     * @param form JSON as deployed
     * @return the same form in the reader's language; as deployed where a text was changed since and has no translation
     */
    String form(String form, Language reader);

    /**
     * Says the choices and the head that were written for a task in the reader's language.
     *
     * @param data the form's values; changed in place
     */
    void translateChoices(String taskId, ObjectNode data, Language reader);
}
