package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.crm.Contact;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.Conversation;
import io.reglament.request.CustomerLinks;
import io.reglament.request.RequestView;
import io.reglament.signing.Signer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer who follows a signed link of a mail. */
abstract class CustomerVisit {

    static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Conversation conversation;

    @Autowired
    CustomerLinks links;

    @Autowired
    Signer signer;

    HttpVisitor customer;

    @BeforeEach
    void a_customer() {
        lifecycle.people();
        // Each test has an address of its own, so that none spends another's budget.
        customer = HttpVisitor.anybody(port)
                .from("2001:db8:" + Integer.toHexString(UUID.randomUUID().hashCode() >>> 16) + ":"
                        + Integer.toHexString(UUID.randomUUID().hashCode() >>> 16) + "::1");
    }

    RequestView answered(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "How do I export?");
        lifecycle.complete(
                request, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "By the button Export"));
        return request;
    }

    String page(RequestView request, Contact contact) {
        return path(links.page(request.number(), contact.id()));
    }

    String confirm(RequestView request, Contact contact) {
        return path(links.confirm(request.number(), contact.id()));
    }

    String remarks(RequestView request, Contact contact) {
        return path(links.remarks(request.number(), contact.id()));
    }

    String sign(String kind, String path) {
        return signer.sign("customer-form", kind + ":" + path.split("/")[2]);
    }

    static String path(String url) {
        return URI.create(url).getPath();
    }

    static String location(HttpResponse<String> answer) {
        URI uri = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return uri.getPath() + "?" + uri.getQuery();
    }

    static String form(HttpResponse<String> page) {
        Matcher matcher = FORM.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1);
    }
}
