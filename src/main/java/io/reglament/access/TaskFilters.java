package io.reglament.access;

import io.reglament.crm.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The filters of Tasklist. A filter is known by the property {@code reglamentKey}, so that its name can follow the
 * language; what stands here is set at each start.
 *
 * <p>A Tasklist filter lists user tasks, and a request that waits for the customer has none: the process waits for a
 * message. {@link Definition#WAITING} therefore lists the tasks where waiting needs a person (a mail that did not reach
 * the customer, a reply that no rule understood, a reminder that stayed unanswered) and says where the others are.
 */
@Component
class TaskFilters {

    private static final String KEY = "reglamentKey";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final FilterService filters;
    private final TaskService tasks;
    private final MessageSource texts;
    private final Groups groups;
    private final GroupRights rights;
    private final Language language;

    TaskFilters(
            FilterService filters,
            TaskService tasks,
            MessageSource texts,
            Groups groups,
            GroupRights rights,
            @Value("${reglament.language}") String language) {
        this.filters = filters;
        this.tasks = tasks;
        this.texts = texts;
        this.groups = groups;
        this.rights = rights;
        this.language = Language.of(language);
    }

    enum Definition {
        QUEUE(
                "queue",
                "#1f6f8b",
                query -> query.taskUnassigned()
                        .taskCandidateGroupInExpression(MY_GROUPS)
                        .orderByTaskPriority()
                        .desc()
                        .orderByTaskCreateTime()
                        .asc()),
        MINE(
                "mine",
                "#2e7d32",
                query -> query.taskAssigneeExpression("${currentUser()}")
                        .orderByTaskPriority()
                        .desc()
                        .orderByTaskCreateTime()
                        .asc()),
        MY_GROUP(
                "myGroup",
                "#455a64",
                query -> query.taskCandidateGroupInExpression(MY_GROUPS)
                        .includeAssignedTasks()
                        .orderByTaskPriority()
                        .desc()
                        .orderByTaskCreateTime()
                        .asc()),
        WAITING(
                "waiting",
                "#8d6e63",
                query -> query.taskDefinitionKeyIn("Task_ReachCustomer", "Task_ReviewReply", "Task_ObtainConfirmation")
                        .orderByTaskCreateTime()
                        .asc()),
        OVERDUE(
                "overdue",
                "#c62828",
                query -> query.dueBeforeExpression("${now()}").orderByDueDate().asc()),
        MAIL(
                "mail",
                "#6a1b9a",
                query -> query.processDefinitionKey("mail-triage")
                        .taskDefinitionKey("Task_TriageMail")
                        .orderByTaskCreateTime()
                        .asc());

        private final String key;
        private final String color;
        private final UnaryOperator<TaskQuery> query;

        Definition(String key, String color, UnaryOperator<TaskQuery> query) {
            this.key = key;
            this.color = color;
            this.query = query;
        }
    }

    /**
     * Creates or updates the filters and removes those of ours that the code has no longer.
     *
     * @return who may read them
     */
    List<Grant> ensure() {
        List<Filter> known = filters.createTaskFilterQuery().list().stream()
                .filter(filter ->
                        filter.getProperties() != null && filter.getProperties().containsKey(KEY))
                .toList();
        List<Grant> grants = new ArrayList<>();
        Set<String> kept = new TreeSet<>();
        for (Definition definition : Definition.values()) {
            Filter filter = save(definition, known);
            kept.add(filter.getId());
            for (String group : readers(definition)) {
                grants.add(Grant.of(group, Resources.FILTER, filter.getId(), Permissions.READ));
            }
        }
        known.stream().map(Filter::getId).filter(id -> !kept.contains(id)).forEach(filters::deleteFilter);
        return grants;
    }

    private Set<String> readers(Definition definition) {
        Set<String> readers = new TreeSet<>(definition == Definition.MAIL ? groups.firstLine() : groups.workers());
        readers.add(Groups.HEAD);
        if (definition != Definition.MAIL) {
            readers.addAll(rights.staff());
        }
        return readers;
    }

    private Filter save(Definition definition, List<Filter> known) {
        Optional<Filter> before = known.stream()
                .filter(filter -> definition.key.equals(filter.getProperties().get(KEY)))
                .findFirst();
        Filter filter = before.orElseGet(() -> filters.newTaskFilter(name(definition)));
        filter.setName(name(definition));
        filter.setQuery(definition.query.apply(tasks.createTaskQuery()));
        filter.setProperties(properties(definition));
        return filters.saveFilter(filter);
    }

    private String name(Definition definition) {
        return text("access.filter." + definition.key);
    }

    private Map<String, Object> properties(Definition definition) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(KEY, definition.key);
        properties.put("priority", definition.ordinal());
        properties.put("color", definition.color);
        properties.put("description", text("access.filter." + definition.key + ".description"));
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", List.of(Map.of("name", "formSubject", "label", text("access.filter.subject"))));
        return properties;
    }

    private String text(String key) {
        return texts.getMessage(key, null, language.locale());
    }
}
