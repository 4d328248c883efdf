package io.reglament.process.engine;

import io.reglament.crm.ProductProfiles;
import io.reglament.process.request.CompletionMessages;
import io.reglament.request.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DefaultCacheFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;
import org.camunda.spin.plugin.variable.type.JsonValueType;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts our extensions into the engine before it is built (design.md section 8). */
@Component
class EngineSetup extends AbstractProcessEnginePlugin {

    /** Its members administrate the engine, as those of the engine's own group do. */
    private static final String ADMINISTRATORS = "admin";

    /** As many as the engine's own cache holds. */
    private static final int MOST_DEFINITIONS = 1_000;

    private final ObjectProvider<ProductProfiles> profiles;
    private final ObjectProvider<Decisions> decisions;
    private final ListableBeanFactory beans;
    private final EngineMessages messages;
    private final ObjectProvider<CompletionMessages> refusals;
    private final ObjectProvider<TaskRights> rights;

    EngineSetup(
            ObjectProvider<ProductProfiles> profiles,
            ObjectProvider<Decisions> decisions,
            ListableBeanFactory beans,
            EngineMessages messages,
            ObjectProvider<CompletionMessages> refusals,
            ObjectProvider<TaskRights> rights) {
        this.profiles = profiles;
        this.decisions = decisions;
        this.beans = beans;
        this.messages = messages;
        this.refusals = refusals;
        this.rights = rights;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setSchemaOperationsCommand(new GuardedSchemaCreation(engine.getSchemaOperationsCommand()));
        engine.setTenantIdProvider(new ProductTenants(this::isProduct));
        engine.setResourceAuthorizationProvider(new NoAuthorizationPerTask());
        engine.setAdminGroups(new ArrayList<>(List.of(ADMINISTRATORS)));
        ModelRules rules = new ModelRules(messages, () -> beans.getBean(CheckedTasks.class));
        engine.setRepositoryService(new CheckingRepositoryService(messages, beans::containsBean, rules));
        TaskDoor door = new TaskDoor(refusals, rights);
        engine.setTaskService(new CheckedTaskService(door));
        engine.setFormService(new CheckedFormService(door));
        engine.setEnableDefaultDbHistoryEventHandler(false);
        List<HistoryEventHandler> handlers = new ArrayList<>(engine.getCustomHistoryEventHandlers());
        handlers.add(new HistoryWithoutTexts());
        engine.setCustomHistoryEventHandlers(handlers);
        engine.setDmnHistoryEventProducer(new DecisionKeeping(decisions));
        DefaultDmnEngineConfiguration tables = new DefaultDmnEngineConfiguration();
        tables.setFeelEngineFactory(ParsedExpressions::new);
        engine.setDmnEngineConfiguration(tables);
        List<SessionFactory> managers = new ArrayList<>(
                engine.getCustomSessionFactories() == null ? List.of() : engine.getCustomSessionFactories());
        managers.add(instead(EventSubscriptionManager.class, EventSubscriptions::new));
        managers.add(instead(AuthorizationManager.class, GroupsAsTheyAre::new));
        Map<String, String> processes = new ConcurrentHashMap<>();
        managers.add(instead(JobDefinitionManager.class, () -> new JobDefinitions(processes)));
        engine.setCustomSessionFactories(managers);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        KnownTables tables = new KnownTables(new DefaultCacheFactory(), MOST_DEFINITIONS);
        tables.setDeployers(engine.getDeployers());
        engine.setDeploymentCache(tables);
    }

    /** When the plug-in of JSON variables is there as well: nobody orders the plug-ins. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        VariableSerializers serializers =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getVariableSerializers();
        TypedValueSerializer<?> usual = serializers.getSerializerByName(JsonValueType.TYPE_NAME);
        int place = serializers.getSerializerIndex(usual);
        serializers.removeSerializer(usual).addSerializer(new ShortJson(), place);
    }

    private static SessionFactory instead(Class<? extends Session> usual, Supplier<Session> ours) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return usual;
            }

            @Override
            public Session openSession() {
                return ours.get();
            }
        };
    }

    private boolean isProduct(String code) {
        return profiles.getObject().all().stream()
                .anyMatch(profile -> profile.code().equals(code));
    }
}
