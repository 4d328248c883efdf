package io.reglament.process.request;

import static io.reglament.process.request.ProcessModels.CAMUNDA;
import static io.reglament.process.request.ProcessModels.CODE;
import static io.reglament.process.request.ProcessModels.FORMS;
import static io.reglament.process.request.ProcessModels.MODELS;
import static io.reglament.process.request.ProcessModels.attributes;
import static io.reglament.process.request.ProcessModels.attributesWithin;
import static io.reglament.process.request.ProcessModels.base;
import static io.reglament.process.request.ProcessModels.beansEndingIn;
import static io.reglament.process.request.ProcessModels.each;
import static io.reglament.process.request.ProcessModels.expressions;
import static io.reglament.process.request.ProcessModels.files;
import static io.reglament.process.request.ProcessModels.kebab;
import static io.reglament.process.request.ProcessModels.lowerFirst;
import static io.reglament.process.request.ProcessModels.models;
import static io.reglament.process.request.ProcessModels.tables;
import static io.reglament.process.request.ProcessModels.variables;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.crm.Language;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What models, forms, tables and code name of each other exists; no engine, no Spring. */
class ProcessModelReferenceTest {

    private static final Pattern BEAN = Pattern.compile("\\$\\{([a-z][A-Za-z]*)}");
    private static final Pattern IDENTIFIER = Pattern.compile("(?<![.'\\w])([a-z][A-Za-z]*)(?![\\w('])");
    private static final Set<String> OPERATORS = Set.of("null", "true", "false", "empty", "not", "and", "or");
    /** Tables that no model asks, but code in {@code process}. */
    private static final Set<String> ASKED_BY_CODE = Set.of(
            "mail-disposition", "notification-rules", "service-nature", "workplace-responsibility", "close-policy");

    @Test
    @DisplayName("style 5.3 (1): a file is named after its process or decision, and no name stands twice")
    void a_file_is_named_after_what_it_holds() {
        List<String> names = new ArrayList<>();
        models().forEach((path, model) -> {
            names.add(base(path));
            assertThat(model.getModelElementsByType(Process.class))
                    .as(path.toString())
                    .extracting(Process::getId)
                    .containsExactly(base(path));
        });
        tables().forEach((path, model) -> {
            names.add(base(path));
            assertThat(model.getModelElementsByType(Decision.class))
                    .as(path.toString())
                    .extracting(Decision::getId)
                    .contains(base(path));
        });
        assertThat(names).doesNotHaveDuplicates().contains("request-lifecycle", "mail-triage");
    }

    @Test
    @DisplayName("style 5.3 (2): each service task calls the delegate of its own name, and no delegate is an orphan")
    void each_service_task_calls_the_delegate_of_its_own_name() {
        Set<String> called = new TreeSet<>();
        each(ServiceTask.class, task -> {
            String expected = lowerFirst(task.getId().replaceFirst("^Task_", "")) + "Delegate";
            assertThat(task.getCamundaDelegateExpression()).as(task.getId()).isEqualTo("${" + expected + "}");
            called.add(expected);
        });
        assertThat(called).isEqualTo(beansEndingIn("Delegate.java"));
    }

    @Test
    @DisplayName("style 5.3 (2): each listener of a model exists, and no listener is an orphan")
    void each_listener_of_a_model_exists() {
        Set<String> called = attributes("delegateExpression").stream()
                .map(BEAN::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .filter(bean -> bean.endsWith("Listener"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called).isEqualTo(beansEndingIn("Listener.java"));
    }

    @Test
    @DisplayName("style 5.3 (3): each user task has its form, bound by deployment; no form is an orphan")
    void each_user_task_has_its_form() throws IOException {
        Set<String> used = new TreeSet<>();
        each(UserTask.class, task -> {
            String form = task.getAttributeValueNs(CAMUNDA, "formRef");
            assertThat(form).as(task.getId()).isEqualTo(kebab(task.getId().replaceFirst("^Task_", "")));
            assertThat(task.getAttributeValueNs(CAMUNDA, "formRefBinding"))
                    .as(task.getId())
                    .isEqualTo("deployment");
            used.add(form);
        });
        each(StartEvent.class, start -> {
            String form = start.getAttributeValueNs(CAMUNDA, "formRef");
            if (form != null) {
                assertThat(start.getAttributeValueNs(CAMUNDA, "formRefBinding"))
                        .as(start.getId())
                        .isEqualTo("deployment");
                used.add(form);
            }
        });
        Set<String> forms = new TreeSet<>();
        for (Path path : files(FORMS, ".form")) {
            assertThat(new ObjectMapper().readTree(path.toFile()).path("id").asText())
                    .as(path.toString())
                    .isEqualTo(base(path));
            forms.add(base(path));
        }
        assertThat(forms).isEqualTo(used);
    }

    @Test
    @DisplayName("style 5.3 (3): each field of a form is a variable that the code knows")
    void each_field_of_a_form_is_a_variable() throws IOException {
        for (Path path : files(FORMS, ".form")) {
            assertThat(new ObjectMapper().readTree(path.toFile()).findValuesAsText("key"))
                    .as(path.toString())
                    .isSubsetOf(variables());
        }
    }

    @Test
    @DisplayName("style 5.3 (4): each decision of a model exists, bound by deployment; no table is an orphan")
    void each_decision_of_a_model_exists() {
        Set<String> used = new TreeSet<>(ASKED_BY_CODE);
        each(BusinessRuleTask.class, task -> {
            assertThat(task.getCamundaDecisionRefBinding()).as(task.getId()).isEqualTo("deployment");
            used.add(task.getCamundaDecisionRef());
        });
        Set<String> present = new TreeSet<>();
        tables().keySet().forEach(path -> present.add(base(path)));
        assertThat(present).isEqualTo(used);
    }

    @Test
    @DisplayName("style 5.3 (4): each table that no model asks is asked by code")
    void each_table_without_a_model_is_asked_by_code() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path path : files(CODE, ".java")) {
            String code = Files.readString(path);
            ASKED_BY_CODE.stream()
                    .filter(table -> code.contains("\"" + table + "\""))
                    .forEach(named::add);
        }
        assertThat(named).isEqualTo(ASKED_BY_CODE);
    }

    @Test
    @DisplayName("style 5.3 (4): what the tables of a process put out are variables that the code knows")
    void what_tables_put_out_are_variables() {
        tables().forEach((path, model) -> {
            if (!ASKED_BY_CODE.contains(base(path))) {
                Decision decision = model.getModelElementById(base(path));
                assertThat(decision.getExpression().getChildElementsByType(Output.class))
                        .as(path.toString())
                        .extracting(Output::getName)
                        .isSubsetOf(variables());
            }
        });
    }

    @Test
    @DisplayName("style 5.3 (5): each name in an expression is a variable or a bean that models may ask")
    void each_name_in_an_expression_is_known() {
        Set<String> known = new TreeSet<>(variables());
        known.addAll(Set.of("requestTasks", "decisionResult"));
        known.addAll(beansEndingIn("Delegate.java"));
        known.addAll(beansEndingIn("Listener.java"));
        known.addAll(OPERATORS);
        for (String expression : expressions()) {
            Matcher name = IDENTIFIER.matcher(expression.replaceAll("'[^']*'", ""));
            while (name.find()) {
                assertThat(known).as(expression).contains(name.group(1));
            }
        }
        assertThat(expressions()).isNotEmpty();
    }

    @Test
    @DisplayName("style 5.3 (5): each method of an expression's bean exists and can be called")
    void each_method_of_an_expressions_bean_exists() {
        Set<String> methods = Stream.of(RequestTasks.class.getDeclaredMethods())
                .filter(m -> java.lang.reflect.Modifier.isPublic(m.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = new TreeSet<>();
        Pattern call = Pattern.compile("requestTasks\\.([A-Za-z]+)\\(");
        expressions().forEach(e -> call.matcher(e).results().forEach(m -> asked.add(m.group(1))));
        assertThat(asked).isEqualTo(methods);
        assertThat(java.lang.reflect.Modifier.isPublic(RequestTasks.class.getModifiers()))
                .isTrue();
    }

    @Test
    @DisplayName("style 5.3 (6): the messages of the models are the messages of the code")
    void the_messages_of_the_models_are_the_messages_of_the_code() throws IOException {
        Set<String> inModels = new TreeSet<>();
        each(Message.class, message -> inModels.add(message.getName()));
        Set<String> inCode = new TreeSet<>();
        Pattern literal = Pattern.compile("\"((?:request|mail)\\.[a-z][A-Za-z]+)\"");
        for (Path path : files(CODE.getParent(), ".java")) {
            literal.matcher(Files.readString(path)).results().forEach(m -> inCode.add(m.group(1)));
        }
        assertThat(inModels).isEqualTo(inCode);
    }

    @Test
    @DisplayName("style 5.3 (7): ids say what an element is and what it does")
    void ids_say_what_an_element_is() {
        Pattern id = Pattern.compile(
                "(StartEvent|EndEvent|Event|BoundaryEvent|Task|SubProcess|EventSubProcess|Gateway|Flow)_[A-Z][A-Za-z]{3,60}");
        each(FlowElement.class, element -> assertThat(element.getId()).matches(id));
    }

    @Test
    @DisplayName("style 5.3 (8), rule 5: a save point stands before what leaves the machine, and nowhere else")
    void save_points_stand_where_a_step_leaves_the_machine() {
        Set<String> savePoints = new TreeSet<>();
        each(BaseElement.class, element -> {
            assertThat(element.getAttributeValueNs(CAMUNDA, "asyncAfter"))
                    .as(element.getId())
                    .isNull();
            if (element.getAttributeValueNs(CAMUNDA, "asyncBefore") != null) {
                savePoints.add(element.getId());
            }
        });
        assertThat(savePoints).containsExactly("Task_MakeExternalCard");
    }

    @Test
    @DisplayName("style 5.3 (9): processes and decisions carry a version and how long their history is kept")
    void processes_and_decisions_carry_version_and_time_to_live() {
        each(Process.class, process -> {
            assertThat(process.getCamundaVersionTag()).as(process.getId()).isNotBlank();
            assertThat(process.getCamundaHistoryTimeToLiveString())
                    .as(process.getId())
                    .isEqualTo("P180D");
        });
        tables().forEach((path, model) -> model.getModelElementsByType(Decision.class)
                .forEach(decision -> {
                    assertThat(decision.getVersionTag()).as(decision.getId()).isNotBlank();
                    assertThat(decision.getCamundaHistoryTimeToLiveString())
                            .as(decision.getId())
                            .isNotBlank();
                }));
    }

    @Test
    @DisplayName("C-52: groups of user tasks come from the profile, never from the model; each task is checked and fed")
    void groups_come_from_the_profile() {
        each(UserTask.class, task -> {
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).matches("\\$\\{[^}]+}");
            assertThat(attributesWithin(task, "delegateExpression"))
                    .as(task.getId())
                    .contains("${completionListener}")
                    .anyMatch(e -> e.endsWith("FormListener}"));
        });
    }

    @Test
    @DisplayName("style 5.3 (11): no script, no class, no variable set by an expression")
    void no_script_and_no_class() throws IOException {
        models().forEach((path, model) -> assertThat(model.getModelElementsByType(ScriptTask.class))
                .as(path.toString())
                .isEmpty());
        for (Path path : files(MODELS, ".bpmn")) {
            assertThat(Files.readString(path))
                    .as(path.toString())
                    .doesNotContain("camunda:class", "camunda:script", "setVariable(", "camunda:expression");
        }
    }

    @Test
    @DisplayName("style 5.3 (12): each task that the code names is in a model, and each user task is checked by code")
    void each_task_that_the_code_names_is_in_a_model() throws IOException {
        Set<String> userTasks = new TreeSet<>();
        Set<String> tasks = new TreeSet<>();
        each(UserTask.class, task -> userTasks.add(task.getId()));
        each(FlowNode.class, node -> tasks.add(node.getId()));
        Set<String> checked = new TreeSet<>();
        Pattern literal = Pattern.compile("\"(Task_[A-Za-z]+)\"");
        for (Path path : files(CODE, ".java")) {
            String code = Files.readString(path);
            literal.matcher(code)
                    .results()
                    .forEach(m -> assertThat(tasks).as(path.toString()).contains(m.group(1)));
            if (path.toString().endsWith("Completion.java")) {
                literal.matcher(code).results().forEach(m -> checked.add(m.group(1)));
            }
        }
        assertThat(checked).isEqualTo(userTasks);
    }

    @Test
    @DisplayName("3.1: every element is documented, questions and answers of gateways are written")
    void every_element_is_documented() {
        each(
                FlowNode.class,
                node -> assertThat(node.getDocumentations())
                        .as(node.getId())
                        .anyMatch(d -> !d.getTextContent().isBlank()));
        each(ExclusiveGateway.class, gateway -> {
            if (gateway.getOutgoing().size() > 1) {
                assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
                assertThat(gateway.getOutgoing()).as(gateway.getId()).allSatisfy(flow -> {
                    assertThat(flow.getName()).as(flow.getId()).isNotBlank();
                    assertThat(flow.getConditionExpression()).as(flow.getId()).isNotNull();
                });
            }
        });
    }

    @Test
    @DisplayName("design 9: each name and documentation of the models has its Russian text, and nothing is left over")
    void each_text_has_its_russian() throws IOException {
        Set<String> expected = new TreeSet<>();
        each(BaseElement.class, element -> {
            String name = element.getAttributeValue("name");
            boolean shown = element instanceof FlowElement || element instanceof Process;
            if (shown && name != null && !name.isBlank()) {
                expected.add(element.getId());
            }
            if (!element.getDocumentations().isEmpty()) {
                expected.add(element.getId() + ".documentation");
            }
        });
        Properties russian = new Properties();
        try (Reader reader = Files.newBufferedReader(
                MODELS.resolve("i18n/" + Language.RU.code() + ".properties"), StandardCharsets.UTF_8)) {
            russian.load(reader);
        }
        assertThat(new TreeSet<>(russian.stringPropertyNames())).isEqualTo(expected);
        assertThat(russian.values()).allMatch(text -> text.toString().matches("(?s).*[А-Яа-яЁё].*"));
    }
}
