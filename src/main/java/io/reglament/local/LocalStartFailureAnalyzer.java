package io.reglament.local;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class LocalStartFailureAnalyzer extends AbstractFailureAnalyzer<LocalStartFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LocalStartFailure cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
