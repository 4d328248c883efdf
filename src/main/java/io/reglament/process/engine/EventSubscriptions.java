package io.reglament.process.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * The engine's event subscriptions of one command. A subscription that goes takes its asynchronous job along; the engine
 * looks for that job once for each of the dozen subscriptions of a request that ends, this class once for all of them.
 */
final class EventSubscriptions extends EventSubscriptionManager {

    private final Map<String, List<JobEntity>> jobsByProcess = new HashMap<>();

    @Override
    public void deleteEventSubscription(EventSubscriptionEntity subscription) {
        if (subscription.getProcessInstanceId() == null) {
            super.deleteEventSubscription(subscription);
            return;
        }
        getDbEntityManager().delete(subscription);
        if (subscription.isSubscriptionForEventType(EventType.SIGNAL)) {
            createdSignalSubscriptions.remove(subscription);
        }
        jobsByProcess
                .computeIfAbsent(subscription.getProcessInstanceId(), getJobManager()::findJobsByProcessInstanceId)
                .stream()
                .filter(job -> ProcessEventJobHandler.TYPE.equals(job.getJobHandlerType())
                        && subscription.getId().equals(job.getJobHandlerConfigurationRaw()))
                .forEach(JobEntity::delete);
    }
}
