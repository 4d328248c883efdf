package io.reglament.process.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/** The decision tables of {@code processes/request}, evaluated without a process engine. */
final class Tables {

    static final Path FOLDER = Path.of("processes/request");

    private static final Set<String> FIRED = new HashSet<>();
    private static final DmnEngine ENGINE = engine();
    private static final Map<String, DmnDecision> DECISIONS = new HashMap<>();

    private Tables() {}

    /** @return the outputs of the one row that applies, by name */
    static Map<String, Object> evaluate(String decision, Map<String, Object> inputs) {
        DmnDecisionResult result = ENGINE.evaluateDecision(decision(decision), inputs);
        return result.getSingleResult().getEntryMap();
    }

    /** @return ids of the rules that applied while the action ran, those of required decisions too */
    static Set<String> fired(Runnable action) {
        FIRED.clear();
        action.run();
        return Set.copyOf(FIRED);
    }

    /** @return a row of inputs, {@code null} values included: name, value, name, value … */
    static Map<String, Object> inputs(Object... namesAndValues) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }

    private static DmnDecision decision(String id) {
        return DECISIONS.computeIfAbsent(id, key -> {
            try (InputStream in = Files.newInputStream(FOLDER.resolve(key + ".dmn"))) {
                return ENGINE.parseDecision(key, in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static DmnEngine engine() {
        DmnDecisionTableEvaluationListener listener =
                event -> event.getMatchingRules().forEach(rule -> FIRED.add(rule.getId()));
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(listener));
        return configuration.buildEngine();
    }
}
