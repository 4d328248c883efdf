package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.Act;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestPeople;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("Withdrawal by a signed link (T-25)")
class WithdrawPagesTest extends CustomerVisit {

    private static final String CLASSIFY = "Task_ClassifyRequest";

    @Autowired
    RequestPeople people;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName(
            "S-38, T-25, ECRM-3.5-05: the customer ends an open request by link; a link that is only opened ends none")
    void the_customer_withdraws_by_link() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("ecrm", contact, "How do I export?");
        String path = withdraw(request, contact);

        HttpResponse<String> page = customer.get(path);
        assertThat(page.body()).contains("no longer need", "<button").doesNotContain("<script");
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(v -> assertThat(v).contains("noindex"));
        assertThat(customer.form(path, Map.of("form", sign("confirm", path))).statusCode())
                .isEqualTo(403);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);

        HttpResponse<String> answer = customer.form(path, Map.of("form", form(page)));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("The request is closed.");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.history(request)).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo(Kind.REASON);
            assertThat(e.actor()).isEqualTo("customer:" + contact.email());
            assertThat(e.cause()).isEqualTo("portal:withdraw");
        });
        int before = lifecycle.history(request).size();
        HttpResponse<String> twice = customer.form(path, Map.of("form", form(page)));
        assertThat(twice.statusCode()).isEqualTo(200);
        assertThat(twice.body()).contains("This request is closed.").doesNotContain("<button");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    @DisplayName(
            "ECRM-3.5-05: what is answered, or of a product whose regulation knows no withdrawal, is not withdrawn")
    void what_is_answered_or_of_another_product_is_not_withdrawn() {
        Contact contact = lifecycle.contact();
        RequestView answered = answered("ecrm", contact);
        RequestView bonus = lifecycle.register("bonus", contact, "How do I export?");
        for (RequestView request : List.of(answered, bonus)) {
            String path = withdraw(request, contact);
            RequestState before = lifecycle.now(request).state();
            assertThat(customer.get(path).body())
                    .contains("cannot be closed here")
                    .doesNotContain("<button");

            HttpResponse<String> forced = customer.form(path, Map.of("form", sign("withdraw", path)));

            assertThat(forced.body()).contains("cannot be closed here");
            assertThat(lifecycle.now(request).state()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName(
            "S-38, T-25: from whatever open state; with a colleague's link as well, and nobody works on it any more")
    void an_open_request_is_withdrawn_wherever_it_stands() {
        Contact contact = lifecycle.contact();
        RequestView asked = lifecycle.register("ecrm", contact, "It does not work");
        lifecycle.complete(asked, CLASSIFY, Map.of("outcome", "clarify", "question", "What exactly?"));
        RequestView inWork = lifecycle.register("ecrm", contact, "It does not work");
        lifecycle.complete(inWork, CLASSIFY, Map.of("outcome", "assign", "assignee", Lifecycle.SPECIALIST));
        for (RequestView request : List.of(asked, inWork)) {
            Contact colleague = lifecycle.representative(contact);
            String path = withdraw(request, colleague);

            assertThat(customer.form(path, Map.of("form", form(customer.get(path))))
                            .statusCode())
                    .isEqualTo(302);

            assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
            assertThat(lifecycle.now(request).mark()).isEqualTo("Отозван Заказчиком");
            assertThat(lifecycle.instance(request)).isNull();
            assertThat(lifecycle.history(request))
                    .filteredOn(e -> "portal:withdraw".equals(e.cause()))
                    .extracting(ArchiveEntry::actor)
                    .containsExactly("customer:" + colleague.email());
        }
    }

    @Test
    @DisplayName(
            "OTK-3-10, T-25: once the customer is corrected, the wrong one's link opens nothing and the right one's works")
    void the_link_of_the_wrong_customer_opens_nothing() {
        Contact wrong = lifecycle.contact();
        Contact right = lifecycle.contact();
        RequestView request = lifecycle.register("ecrm", wrong, "It does not work");
        String theirs = withdraw(request, wrong);
        String form = form(customer.get(theirs));
        transaction.executeWithoutResult(
                status -> people.correctCustomer(request.id(), right, new Act("maria", "test", "Wrong domain")));

        assertThat(customer.get(theirs).statusCode()).isEqualTo(404);
        assertThat(customer.form(theirs, Map.of("form", form)).statusCode()).isEqualTo(404);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);

        String path = withdraw(request, right);
        assertThat(customer.form(path, Map.of("form", form(customer.get(path)))).statusCode())
                .isEqualTo(302);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
    }

    private String withdraw(RequestView request, Contact contact) {
        return path(links.withdraw(request.number(), contact.id()));
    }
}
