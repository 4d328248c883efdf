package io.reglament.process.engine;

import io.reglament.crm.ProductProfiles;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts our extensions into the engine before it is built (design.md section 8). */
@Component
class EngineSetup extends AbstractProcessEnginePlugin {

    /** Its members administrate the engine, as those of the engine's own group do. */
    private static final String ADMINISTRATORS = "admin";

    private final ObjectProvider<ProductProfiles> profiles;
    private final ListableBeanFactory beans;
    private final EngineMessages messages;

    EngineSetup(ObjectProvider<ProductProfiles> profiles, ListableBeanFactory beans, EngineMessages messages) {
        this.profiles = profiles;
        this.beans = beans;
        this.messages = messages;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setSchemaOperationsCommand(new GuardedSchemaCreation(engine.getSchemaOperationsCommand()));
        engine.setTenantIdProvider(new ProductTenants(this::isProduct));
        engine.setResourceAuthorizationProvider(new NoAuthorizationPerTask());
        engine.setAdminGroups(new ArrayList<>(List.of(ADMINISTRATORS)));
        ModelRules rules = new ModelRules(messages, () -> beans.getBean(CheckedTasks.class));
        engine.setRepositoryService(new CheckingRepositoryService(messages, beans::containsBean, rules));
        engine.setEnableDefaultDbHistoryEventHandler(false);
        List<HistoryEventHandler> handlers = new ArrayList<>(engine.getCustomHistoryEventHandlers());
        handlers.add(new HistoryWithoutTexts());
        engine.setCustomHistoryEventHandlers(handlers);
    }

    private boolean isProduct(String code) {
        return profiles.getObject().all().stream()
                .anyMatch(profile -> profile.code().equals(code));
    }
}
