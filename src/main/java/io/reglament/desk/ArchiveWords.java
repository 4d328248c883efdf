package io.reglament.desk;

import io.reglament.access.Colleagues;
import io.reglament.access.CurrentUser;
import io.reglament.access.GroupNames;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.RequestCardApi.Words;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The archive keeps codes, which never change; people read what the codes are called. */
@Service
@Transactional(readOnly = true)
class ArchiveWords {

    private static final Set<String> PEOPLE = Set.of("assignee", "delegatedBy");

    private final RequestDesk desk;
    private final CurrentUser user;
    private final Colleagues colleagues;
    private final GroupNames groups;
    private final ProductProfiles profiles;
    private final HistoryService history;
    private final RepositoryService repository;

    ArchiveWords(
            RequestDesk desk,
            CurrentUser user,
            Colleagues colleagues,
            GroupNames groups,
            ProductProfiles profiles,
            HistoryService history,
            RepositoryService repository) {
        this.desk = desk;
        this.user = user;
        this.colleagues = colleagues;
        this.groups = groups;
        this.profiles = profiles;
        this.history = history;
        this.repository = repository;
    }

    /** @throws io.reglament.request.RequestNotFound if there is none, or none that this person may see */
    Words of(String number) {
        RequestView request = desk.visible(number);
        Set<String> people = desk.history(number).stream()
                .flatMap(ArchiveWords::people)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Words(values(profiles.get(request.product())), elements(request), colleagues.names(people));
    }

    private static Stream<String> people(ArchiveEntry entry) {
        return PEOPLE.contains(String.valueOf(entry.field()))
                ? Stream.of(entry.actor(), entry.oldValue(), entry.newValue())
                : Stream.of(entry.actor());
    }

    private Map<String, String> values(ProductProfile profile) {
        Language language = user.language();
        Map<String, String> values = new HashMap<>(profile.labels());
        profile.categories().forEach(c -> values.put(c.code(), c.label().in(language)));
        Stream.concat(
                        profile.groups().specialists().stream(),
                        Stream.of(
                                profile.groups().firstLine(),
                                profile.groups().closer(),
                                profile.groups().development()))
                .filter(Objects::nonNull)
                .forEach(group -> values.put(group, groups.name(group, language)));
        profile.services().forEach(s -> values.put(s.code(), s.label().in(language)));
        return values;
    }

    /** Empty where the instance is too old for the engine's history. */
    private Map<String, String> elements(RequestView request) {
        HistoricProcessInstance instance = request.processInstanceId() == null
                ? null
                : history.createHistoricProcessInstanceQuery()
                        .processInstanceId(request.processInstanceId())
                        .singleResult();
        if (instance == null) {
            return Map.of();
        }
        return repository
                .getBpmnModelInstance(instance.getProcessDefinitionId())
                .getModelElementsByType(FlowElement.class)
                .stream()
                .filter(element ->
                        element.getName() != null && !element.getName().isBlank())
                .collect(Collectors.toMap(
                        FlowElement::getId, element -> element.getName().replaceAll("\\s+", " ")));
    }
}
