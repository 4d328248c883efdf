package io.reglament.process.engine;

import io.reglament.process.request.CompletionRefused;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/**
 * Hands a refused completion to its sender as it was said. The engine wraps what a listener throws, twice, and its REST
 * puts a sentence of its own before an engine's exception. Who comes too late to a task is told so as well.
 */
@Component
class PlainRefusals extends AbstractProcessEnginePlugin {

    private final EngineMessages messages;

    PlainRefusals(EngineMessages messages) {
        this.messages = messages;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(first(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                first(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
    }

    private List<CommandInterceptor> first(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>();
        all.add(new Unwrapping(messages));
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }

    private static final class Unwrapping extends CommandInterceptor {

        private final EngineMessages messages;

        private Unwrapping(EngineMessages messages) {
            this.messages = messages;
        }

        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } catch (ProcessEngineException e) {
                for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                    if (cause instanceof CompletionRefused refused) {
                        throw refused;
                    }
                }
                if (isTooLate(command, e)) {
                    throw new CompletionRefused(messages.text("task.gone"));
                }
                throw e;
            }
        }

        /** Two people at once, or one twice: the engine answers with its own error, and REST with code 500. */
        private static boolean isTooLate(Command<?> command, ProcessEngineException e) {
            boolean completes = command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd;
            return completes
                    && (e instanceof OptimisticLockingException
                            || e instanceof NullValueException && e.getMessage().endsWith("task is null"));
        }
    }
}
