package io.reglament.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.DomElement;

/**
 * What one model file defines and what it needs of others.
 *
 * @param defines processes, decisions or the form in it
 */
record ModelContent(Set<ModelKey> defines, List<Reference> references, List<Call> calls) {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A reference from a BPMN element to another model.
     *
     * @param element id of the element
     * @param deployment whether the other model has to be in the same deployment
     */
    record Reference(String element, ModelKey target, boolean deployment) {}

    /**
     * A call from a BPMN element into the application.
     *
     * @param bean name of the Spring bean; null if the element names a class
     * @param type name of the class; null if the element names a bean
     */
    record Call(String element, String bean, String type) {}

    /** A file that is not what its name says; the message is the parser's. */
    static class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(Exception cause) {
            super(deepest(cause).getMessage(), cause);
        }

        private static Throwable deepest(Throwable thrown) {
            return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
        }
    }

    /**
     * @param name resource name; its ending tells what the file is, any other than BPMN, DMN or form is empty to us
     * @throws Unreadable if it is no such file
     */
    static ModelContent read(String name, byte[] bytes) throws Unreadable {
        try {
            if (isBpmn(name)) {
                return readBpmn(Bpmn.readModelFromStream(new ByteArrayInputStream(bytes)));
            }
            if (name.endsWith(".dmn") || name.endsWith(".dmn11.xml")) {
                return readDmn(bytes);
            }
            return name.endsWith(".form") ? readForm(bytes) : new ModelContent(Set.of(), List.of(), List.of());
        } catch (ModelException | IOException e) {
            throw new Unreadable(e);
        }
    }

    static boolean isBpmn(String name) {
        return name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml");
    }

    private static ModelContent readBpmn(BpmnModelInstance model) {
        ModelContent content = new ModelContent(new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>());
        content.visit(model.getDocument().getRootElement(), "");
        return content;
    }

    private void visit(DomElement element, String owner) {
        String id = element.getAttribute("id");
        String here = id == null || id.isBlank() ? owner : id;
        if (element.getLocalName().equals("process") && id != null) {
            defines.add(new ModelKey(ModelKey.Kind.PROCESS, id));
        }
        refer(element, here, ModelKey.Kind.FORM, element.getAttribute(CAMUNDA, "formRef"), "formRefBinding");
        refer(
                element,
                here,
                ModelKey.Kind.DECISION,
                element.getAttribute(CAMUNDA, "decisionRef"),
                "decisionRefBinding");
        if (element.getLocalName().equals("callActivity")) {
            refer(element, here, ModelKey.Kind.PROCESS, element.getAttribute("calledElement"), "calledElementBinding");
        }
        String delegate = element.getAttribute(CAMUNDA, "delegateExpression");
        Matcher bean = BEAN.matcher(delegate == null ? "" : delegate);
        if (bean.matches()) {
            calls.add(new Call(here, bean.group(1), null));
        }
        String type = element.getAttribute(CAMUNDA, "class");
        if (type != null) {
            calls.add(new Call(here, null, type));
        }
        element.getChildElements().forEach(child -> visit(child, here));
    }

    private void refer(DomElement element, String id, ModelKey.Kind kind, String target, String binding) {
        // An expression can be resolved only when the process runs.
        if (target != null && !target.isBlank() && !target.contains("${") && !target.contains("#{")) {
            boolean deployment = "deployment".equals(element.getAttribute(CAMUNDA, binding));
            references.add(new Reference(id, new ModelKey(kind, target), deployment));
        }
    }

    private static ModelContent readDmn(byte[] bytes) {
        Set<ModelKey> defines = new LinkedHashSet<>();
        Dmn.readModelFromStream(new ByteArrayInputStream(bytes))
                .getModelElementsByType(Decision.class)
                .forEach(decision -> defines.add(new ModelKey(ModelKey.Kind.DECISION, decision.getId())));
        return new ModelContent(defines, List.of(), List.of());
    }

    private static ModelContent readForm(byte[] bytes) throws IOException {
        JsonNode id = JSON.readTree(bytes).path("id");
        if (!id.isTextual()) {
            throw new IOException("the form has no id");
        }
        return new ModelContent(Set.of(new ModelKey(ModelKey.Kind.FORM, id.asText())), List.of(), List.of());
    }
}
