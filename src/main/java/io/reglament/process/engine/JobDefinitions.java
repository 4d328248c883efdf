package io.reglament.process.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;

/**
 * The engine's job definitions of one command. It asks for the definition of each timer that begins or ends; a process
 * has a handful of them, which this class reads together.
 */
final class JobDefinitions extends JobDefinitionManager {

    private final Map<String, String> processes;

    /** @param processes process definitions by job definition, kept by the caller: neither id ever changes */
    JobDefinitions(Map<String, String> processes) {
        this.processes = processes;
    }

    @Override
    public JobDefinitionEntity findById(String id) {
        String process = processes.get(id);
        if (process != null && getDbEntityManager().getCachedEntity(JobDefinitionEntity.class, id) == null) {
            findByProcessDefinitionId(process);
        }
        JobDefinitionEntity found = super.findById(id);
        if (found != null && found.getProcessDefinitionId() != null) {
            processes.putIfAbsent(id, found.getProcessDefinitionId());
        }
        return found;
    }
}
