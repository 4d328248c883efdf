package io.reglament.process.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.history.event.HistoricFormPropertyEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricVariableInstanceEntity;

/**
 * Keeps what people wrote, and personal data, out of the engine's history: the archive of the request keeps it, under
 * its own rules of retention (design.md sections 3 and 8). The inputs of decisions stay, for back-tests need them.
 */
final class HistoryWithoutTexts extends DbHistoryEventHandler {

    /** Names of the variables that never reach the history. */
    static final Set<String> TEXTS = Set.of(
            "answerText",
            "solutionText",
            "question",
            "reason",
            "remarks",
            "result",
            "parts",
            "stages",
            "knowledgeArticle",
            "triageNote",
            "requestText",
            "replyText",
            "options",
            "formSubject",
            "formContext",
            "subject",
            "description",
            "customerName",
            "contactName",
            "contactEmail");

    @Override
    public void handleEvent(HistoryEvent event) {
        if (!isText(event)) {
            super.handleEvent(event);
        }
    }

    /** A changed variable's row is read before it is written: those of one process together, and not one by one. */
    @Override
    protected void insertHistoricVariableUpdateEntity(HistoricVariableUpdateEventEntity event) {
        DbEntityManager entities = getDbEntityManager();
        if (!event.isEventOfType(HistoryEventTypes.VARIABLE_INSTANCE_CREATE)
                && event.getProcessInstanceId() != null
                && entities.getCachedEntity(HistoricVariableInstanceEntity.class, event.getVariableInstanceId())
                        == null) {
            entities.selectList("selectHistoricVariablesByProcessInstanceId", event.getProcessInstanceId());
        }
        super.insertHistoricVariableUpdateEntity(event);
    }

    private static boolean isText(HistoryEvent event) {
        if (event instanceof HistoricVariableUpdateEventEntity variable) {
            return TEXTS.contains(variable.getVariableName());
        }
        return event instanceof HistoricFormPropertyEventEntity field && TEXTS.contains(field.getPropertyId());
    }
}
