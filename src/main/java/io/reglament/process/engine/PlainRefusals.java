package io.reglament.process.engine;

import jakarta.ws.rs.ClientErrorException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands a refused completion to its sender as it was said. The engine wraps what a listener throws, twice, and its REST
 * puts a sentence of its own before an engine's exception. A refusal is no fault: it is logged in one line, where the
 * engine would log every exception with its trace.
 */
@Component
class PlainRefusals extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(PlainRefusals.class);

    private static final int LONGEST_LINE = 300;

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setEnableCmdExceptionLogging(false);
        engine.setCustomPreCommandInterceptorsTxRequired(first(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                first(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
    }

    private static List<CommandInterceptor> first(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>();
        all.add(new Unwrapping());
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }

    private static final class Unwrapping extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            boolean outermost = Context.getCommandContext() == null;
            try {
                return next.execute(command);
            } catch (RuntimeException e) {
                RuntimeException plain = plain(e);
                if (outermost) {
                    log(plain);
                }
                throw plain;
            }
        }

        private static RuntimeException plain(RuntimeException e) {
            if (e instanceof ProcessEngineException) {
                for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                    if (cause instanceof ClientErrorException refused) {
                        return refused;
                    }
                }
            }
            return e;
        }

        private static void log(RuntimeException e) {
            if (e instanceof ClientErrorException) {
                String line = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
                LOG.info("Refused: {}", line.substring(0, Math.min(LONGEST_LINE, line.length())));
            } else if (e instanceof OptimisticLockingException
                    || e instanceof BadUserRequestException
                    || e instanceof AuthorizationException) {
                LOG.debug("Not carried out", e);
            } else {
                LOG.error("The engine could not carry out a command", e);
            }
        }
    }
}
