package io.reglament.process.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Properties;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;

/**
 * Puts another language's texts into a BPMN diagram, which is written once, in English (design.md section 9). The key
 * of a name, or of an annotation's text, is the element's id; that of its documentation {@code <id>.documentation}.
 * Names of messages, errors and escalations are not texts but technical names and stay.
 */
final class ModelTranslation {

    private static final String NAME = "name";
    private static final List<Class<? extends BaseElement>> NAMED =
            List.of(Process.class, Participant.class, Lane.class, FlowElement.class);

    private ModelTranslation() {}

    /**
     * @param resourceName for messages, e.g. {@code processes/request/request-lifecycle.bpmn}
     * @param bpmn BPMN 2.0 XML
     * @throws FormTranslation.MissingText if {@code texts} lacks a key or its value is blank
     */
    static byte[] translate(String resourceName, byte[] bpmn, Properties texts) {
        BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn));
        for (Class<? extends BaseElement> type : NAMED) {
            for (BaseElement element : model.getModelElementsByType(type)) {
                String name = element.getAttributeValue(NAME);
                if (name != null && !name.isBlank()) {
                    element.setAttributeValue(NAME, text(resourceName, element.getId(), texts));
                }
            }
        }
        for (TextAnnotation annotation : model.getModelElementsByType(TextAnnotation.class)) {
            if (annotation.getText() != null) {
                annotation.getText().setTextContent(text(resourceName, annotation.getId(), texts));
            }
        }
        for (Documentation documentation : model.getModelElementsByType(Documentation.class)) {
            String id = ((BaseElement) documentation.getParentElement()).getId();
            documentation.setTextContent(text(resourceName, id + ".documentation", texts));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Bpmn.writeModelToStream(out, model);
        return out.toByteArray();
    }

    private static String text(String resourceName, String key, Properties texts) {
        String text = texts.getProperty(key);
        if (text == null || text.isBlank()) {
            throw new FormTranslation.MissingText(resourceName, key);
        }
        return text;
    }
}
