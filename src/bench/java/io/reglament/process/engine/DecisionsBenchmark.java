package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All decisions of one request's life, evaluated as the engine is set up to; keeping them is not counted. */
class DecisionsBenchmark {

    private static final Path TABLES = Path.of("processes", "request");
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 2_000;
    private static final Duration TARGET = Duration.ofMillis(2);
    private static final String TEXT = "не открывается отчёт по продажам\nпосле обновления отчёт по продажам за ноябрь"
            + " не открывается, ошибка 500. скриншот во вложении.";

    /** One question to a table. */
    private record Question(DmnDecision table, Map<String, Object> inputs) {}

    @Test
    @DisplayName("All decisions of one request take less than 2 ms")
    void decisions() throws Exception {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(ParsedExpressions::new);
        DmnEngine engine = configuration.buildEngine();
        List<Question> questions = List.of(
                question(engine, "request-category", "requestText", TEXT),
                question(
                        engine,
                        "request-priority",
                        "service",
                        "CUSTOMER_STAFF_SUPPORT",
                        "category",
                        "INCIDENT",
                        "configuredPriority",
                        "MEDIUM"),
                routing(engine, "INTAKE"),
                question(engine, "workplace-responsibility", "topic", null, "requestText", TEXT),
                nature(engine),
                closing(engine),
                notice(engine, "REGISTERED"),
                nature(engine),
                closing(engine),
                routing(engine, "ASSIGNMENT"),
                notice(engine, "ASSIGNED"),
                notice(engine, "SOLUTION"),
                notice(engine, "CLOSED"),
                question(engine, "reply-intent", "replyText", "спасибо, всё работает"));
        for (int i = 0; i < WARM_UP; i++) {
            ask(engine, questions);
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long before = System.nanoTime();
            ask(engine, questions);
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        String report = String.format(
                Locale.ROOT,
                "%d decisions of one request: median %.3f ms, p95 %.3f ms.",
                questions.size(),
                nanos[MEASURED / 2] / 1e6,
                nanos[MEASURED * 95 / 100] / 1e6);
        Files.writeString(Path.of("target", "decisions-benchmark.md"), report + "\n");
        assertThat(nanos[MEASURED / 2]).as(report).isLessThan(TARGET.toNanos());
    }

    private static void ask(DmnEngine engine, List<Question> questions) {
        for (Question question : questions) {
            assertThat(engine.evaluateDecision(question.table(), question.inputs()))
                    .as(question.table().getKey())
                    .isNotEmpty();
        }
    }

    private static Question routing(DmnEngine engine, String stage) throws IOException {
        return question(
                engine,
                "request-routing",
                "routingStage",
                stage,
                "answeredByArticle",
                false,
                "topic",
                null,
                "criticality",
                "MEDIUM");
    }

    private static Question nature(DmnEngine engine) throws IOException {
        return question(
                engine,
                "service-nature",
                "channel",
                "EMAIL",
                "category",
                "INCIDENT",
                "service",
                "CUSTOMER_STAFF_SUPPORT",
                "topic",
                null,
                "criticality",
                "MEDIUM");
    }

    private static Question closing(DmnEngine engine) throws IOException {
        return question(
                engine,
                "close-policy",
                "category",
                "INCIDENT",
                "confirmationModel",
                "MANAGER_CHECK",
                "autoCloseDays",
                3);
    }

    private static Question notice(DmnEngine engine, String notice) throws IOException {
        return question(engine, "notification-rules", "notice", notice, "enabled", true);
    }

    private static Question question(DmnEngine engine, String table, Object... inputs) throws IOException {
        Map<String, Object> variables = new HashMap<>(Map.of("product", "bonus"));
        for (int i = 0; i < inputs.length; i += 2) {
            variables.put((String) inputs[i], inputs[i + 1]);
        }
        try (InputStream file = Files.newInputStream(TABLES.resolve(table + ".dmn"))) {
            return new Question(engine.parseDecision(table, file), Variables.fromMap(variables));
        }
    }
}
