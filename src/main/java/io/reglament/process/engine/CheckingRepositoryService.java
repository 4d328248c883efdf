package io.reglament.process.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.springframework.util.ClassUtils;

/**
 * Checks each deployment, whichever way it comes (Modeler, REST, Cockpit, our own): what its elements bind by
 * {@code deployment} is added from the live models where it lacks, and a deployment that would fail at run time is
 * refused with a sentence that names what is missing.
 */
final class CheckingRepositoryService extends RepositoryServiceImpl {

    private final EngineMessages messages;
    private final Predicate<String> beanExists;
    private final ModelRules rules;

    /** @param beanExists whether the application has a bean of that name */
    CheckingRepositoryService(EngineMessages messages, Predicate<String> beanExists, ModelRules rules) {
        this.messages = messages;
        this.beanExists = beanExists;
        this.rules = rules;
    }

    /** @throws NotValidException if something that the models need is neither in the deployment nor live */
    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        Completion completion = new Completion(resources(builder));
        completion.run();
        if (!completion.problems.isEmpty()) {
            throw new NotValidException(messages.text("refused", String.join("; ", completion.problems)));
        }
        completion.added.forEach((name, bytes) -> builder.addInputStream(name, new ByteArrayInputStream(bytes)));
        if (completion.bound && builder.isDeployChangedOnly()) {
            // Leaving out unchanged files would break what is bound by deployment.
            builder.enableDuplicateFiltering(false);
        }
        return super.deployWithResult(builder);
    }

    private Map<String, byte[]> resources(DeploymentBuilderImpl builder) {
        Map<String, byte[]> resources = new LinkedHashMap<>();
        Map<String, ResourceEntity> own = builder.getDeployment().getResources();
        if (own != null) {
            own.values().forEach(resource -> resources.put(resource.getName(), resource.getBytes()));
        }
        Set<String> redeployed = new HashSet<>(builder.getDeployments());
        redeployed.addAll(builder.getDeploymentResourcesById().keySet());
        redeployed.addAll(builder.getDeploymentResourcesByName().keySet());
        for (String deployment : redeployed) {
            redeployedResources(builder, deployment)
                    .forEach(resource -> resources.put(resource.getName(), resource.getBytes()));
        }
        return resources;
    }

    private List<ResourceEntity> redeployedResources(DeploymentBuilderImpl builder, String deployment) {
        boolean whole = builder.getDeployments().contains(deployment);
        Set<String> ids = builder.getDeploymentResourcesById().getOrDefault(deployment, Set.of());
        Set<String> names = builder.getDeploymentResourcesByName().getOrDefault(deployment, Set.of());
        return commandExecutor
                .execute(context -> context.getResourceManager().findResourcesByDeploymentId(deployment))
                .stream()
                .filter(r -> whole || ids.contains(r.getId()) || names.contains(r.getName()))
                .toList();
    }

    private Optional<LiveModels.Live> live(ModelKey key) {
        return commandExecutor.execute(context -> context.runWithoutAuthorization(() -> LiveModels.find(context, key)));
    }

    /** One check of one deployment. */
    private final class Completion {

        private final Map<String, byte[]> added = new LinkedHashMap<>();
        private final Set<String> problems = new LinkedHashSet<>();
        private final Map<ModelKey, String> defined = new HashMap<>();
        private final Map<String, byte[]> given;
        private final Deque<String> unread;
        private boolean bound;

        private Completion(Map<String, byte[]> given) {
            this.given = given;
            this.unread = new ArrayDeque<>(given.keySet());
        }

        private void run() {
            Map<String, ModelContent> contents = new LinkedHashMap<>();
            while (!unread.isEmpty()) {
                read(unread.poll()).forEach(contents::put);
                if (unread.isEmpty()) {
                    contents.forEach(this::check);
                    contents.clear();
                }
            }
        }

        private Map<String, ModelContent> read(String name) {
            byte[] bytes = given.getOrDefault(name, added.get(name));
            try {
                ModelContent content = ModelContent.read(name, bytes);
                if (given.containsKey(name)) {
                    problems.addAll(rules.faults(name, bytes));
                }
                for (ModelKey key : content.defines()) {
                    String other = defined.put(key, name);
                    if (other != null && !other.equals(name)) {
                        problems.add(messages.text("twice", key.id(), other, name));
                    }
                }
                return Map.of(name, content);
            } catch (ModelContent.Unreadable e) {
                problems.add(messages.text("unreadable", name, e.getMessage()));
                return Map.of();
            }
        }

        private void check(String name, ModelContent content) {
            for (ModelContent.Reference reference : content.references()) {
                bound |= reference.deployment();
                if (!defined.containsKey(reference.target())) {
                    require(name, reference);
                }
            }
            for (ModelContent.Call call : content.calls()) {
                if (call.bean() != null && !beanExists.test(call.bean())) {
                    problems.add(messages.text("missing.bean", name, call.element(), call.bean()));
                }
                if (call.type() != null && !ClassUtils.isPresent(call.type(), null)) {
                    problems.add(messages.text("missing.class", name, call.element(), call.type()));
                }
            }
        }

        private void require(String name, ModelContent.Reference reference) {
            ModelKey key = reference.target();
            Optional<LiveModels.Live> live = live(key);
            if (live.isEmpty()) {
                problems.add(messages.text("missing." + key.kind(), name, reference.element(), key.id()));
            } else if (reference.deployment()) {
                String resource = live.get().resource();
                String free = given.containsKey(resource) ? "live/" + resource : resource;
                if (added.put(free, live.get().bytes()) == null) {
                    defined.put(key, free);
                    unread.add(free);
                }
            }
        }
    }
}
