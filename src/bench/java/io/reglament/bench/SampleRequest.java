package io.reglament.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** The request that both sides take through its life: BONUS, assigned, solved, verified, confirmed. */
final class SampleRequest {

    static final String PRODUCT = "bonus";
    static final String SUBJECT = "Не открывается отчёт по продажам";
    static final String TEXT = SUBJECT
            + "\nПосле обновления отчёт по продажам за ноябрь не открывается, ошибка 500. Скриншот во вложении.";

    private SampleRequest() {}

    static Map<String, Object> assignment() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("category", "INCIDENT");
        fields.put("service", "CUSTOMER_STAFF_SUPPORT");
        fields.put("criticality", "MEDIUM");
        fields.put("priority", "MEDIUM");
        fields.put("complexity", "LOW");
        fields.put("dueAt", Date.from(Instant.now().plus(2, ChronoUnit.DAYS)));
        fields.put("assignee", "specialist");
        return fields;
    }

    static Map<String, Object> solution() {
        return new HashMap<>(Map.of("outcome", "done", "solutionText", "Отчёт исправлен, обновите страницу."));
    }

    static Map<String, Object> acceptance() {
        return new HashMap<>(Map.of("outcome", "accept"));
    }

    /** @return a plain-text mail as its server handed it over */
    static byte[] mail(String messageId) {
        return """
                Date: Sat, 21 Nov 2026 10:00:00 +0300
                From: User <user@client.example.org>
                To: bonus@support.example.org
                Message-ID: %s
                Subject: =?UTF-8?B?%s?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(
                        messageId, Base64.getEncoder().encodeToString(SUBJECT.getBytes(StandardCharsets.UTF_8)), TEXT)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
