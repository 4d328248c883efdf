package io.reglament.process.engine;

import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.ResourceDefinitionEntity;

/** Finds the version of a model that new instances use now, whoever deployed it and whoever asks. */
final class LiveModels {

    private LiveModels() {}

    /**
     * The latest version of a model.
     *
     * @param resource name of the file in its deployment
     * @param deploymentName as given by who deployed it; may be null
     * @param source as given by who deployed it; may be null
     */
    record Live(
            ModelKey key,
            int version,
            String resource,
            byte[] bytes,
            String deploymentName,
            String source,
            Date deployedAt) {}

    /** To be called within a command of the engine. */
    static Optional<Live> find(CommandContext context, ModelKey key) {
        return Optional.ofNullable(definition(context, key)).map(definition -> {
            DeploymentEntity deployment =
                    context.getDeploymentManager().findDeploymentById(definition.getDeploymentId());
            ResourceEntity resource = context.getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(
                            definition.getDeploymentId(), definition.getResourceName());
            return new Live(
                    key,
                    definition.getVersion(),
                    resource.getName(),
                    resource.getBytes(),
                    deployment.getName(),
                    deployment.getSource(),
                    deployment.getDeploymentTime());
        });
    }

    private static ResourceDefinitionEntity<?> definition(CommandContext context, ModelKey key) {
        return switch (key.kind()) {
            case PROCESS -> context.getProcessDefinitionManager().findLatestDefinitionByKeyAndTenantId(key.id(), null);
            case DECISION ->
                context.getDecisionDefinitionManager().findLatestDefinitionByKeyAndTenantId(key.id(), null);
            case FORM -> context.getCamundaFormDefinitionManager().findLatestDefinitionByKeyAndTenantId(key.id(), null);
        };
    }
}
