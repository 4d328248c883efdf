package io.reglament.tour;

import io.reglament.crm.Contact;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.RequestView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A specialist looks at the tab Request of an assigned request. */
abstract class TabTour {

    static final Path PICTURES = Path.of("target", "tour");

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Clock clock;

    /** Takes pictures of all browsers where the tour goes wrong. */
    void tour(BiConsumer<Browsers, String> steps) {
        try (Browsers browsers = Browsers.openOrSkip()) {
            try {
                steps.accept(browsers, "http://localhost:" + port);
            } catch (RuntimeException | AssertionError e) {
                browsers.photographAll(PICTURES);
                throw e;
            }
        }
    }

    RequestView assigned(Contact contact) {
        RequestView request = lifecycle.register("bonus", contact, "The export stops at ten rows");
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("service", "CONSULTATION");
        fields.put("category", "SERVICE");
        fields.put("criticality", "LOW");
        fields.put("priority", "MEDIUM");
        fields.put("complexity", "LOW");
        fields.put("dueAt", clock.instant().plus(Duration.ofDays(1)).toString());
        fields.put("assignee", "specialist");
        lifecycle.complete(request, "Task_ClassifyRequest", fields);
        return request;
    }
}
