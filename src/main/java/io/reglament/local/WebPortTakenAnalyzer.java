package io.reglament.local;

import java.util.Map;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Boot's own message does not name the setting. {@link LocalPorts} looks earlier; this is for a port taken since. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebPortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        LocalStartFailure failure = LocalPorts.taken(Map.of("server.port", cause.getPort()), cause);
        return new FailureAnalysis(failure.getMessage(), failure.action(), cause);
    }
}
