package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.desk.Requester;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("The customer's rating of a closed request")
class RatingPagesTest extends CustomerVisit {

    @Autowired
    Requester requester;

    @Test
    @DisplayName("The letter about the end has five links; opening them all, as a mail scanner does, rates nothing")
    void the_links_only_choose() {
        Contact contact = lifecycle.contact();
        RequestView request = closed(contact);
        MessageView letter = conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.OUT)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(letter.html()).contains("/rating?score=1", "/rating?score=5");
        assertThat(letter.text()).contains("/rating").contains("How satisfied are you");
        String path = rating(request, contact);
        int before = lifecycle.history(request).size();

        for (int score = 1; score <= 5; score++) {
            assertThat(customer.get(path + "?score=" + score).body())
                    .containsPattern("value=\"" + score + "\"\\s+checked")
                    .doesNotContain("<script");
        }

        assertThat(lifecycle.history(request)).hasSize(before);
        assertThat(card(request)).contains("\"ratings\":[]");
    }

    @Test
    @DisplayName(
            "One click more stores it; each person has one opinion, may change it, and the card and history show it")
    void one_opinion_each() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        RequestView request = closed(contact);

        HttpResponse<String> answer = rate(request, contact, "2", " Took a week ");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("Your rating is recorded");
        rate(request, contact, "4", "");
        rate(request, representative, "5", "");

        assertThat(card(request))
                .contains("\"score\":4", "\"score\":5", "\"by\":\"Kai\"", "\"by\":\"Rita\"")
                .doesNotContain("\"score\":2");
        List<ArchiveEntry> ratings = lifecycle.history(request).stream()
                .filter(e -> "rating".equals(e.field()) || "ratingRemark".equals(e.field()))
                .toList();
        assertThat(ratings)
                .extracting(
                        e -> e.actor() + " " + e.field() + " " + e.oldValue() + " " + e.newValue() + " " + e.cause())
                .containsExactly(
                        "customer:" + contact.email() + " rating null 2 portal:rating",
                        "customer:" + contact.email() + " ratingRemark null Took a week portal:rating",
                        "customer:" + contact.email() + " rating 2 4 portal:rating",
                        "customer:" + contact.email() + " ratingRemark Took a week null portal:rating",
                        "customer:" + representative.email() + " rating null 5 portal:rating");
        assertThat(customer.get(page(request, contact)).body()).contains("Your rating: 4 of 5");
    }

    @Test
    void what_is_refused_says_why_and_keeps_the_words() {
        Contact contact = lifecycle.contact();
        RequestView request = closed(contact);
        String path = rating(request, contact);
        String form = form(customer.get(path));

        HttpResponse<String> none = customer.form(path, Map.of("form", form, "remark", "Kept words"));
        HttpResponse<String> six = customer.form(path, Map.of("form", form, "score", "6"));
        HttpResponse<String> forged = customer.form(path, Map.of("form", "x", "score", "5", "remark", "Kept words"));
        HttpResponse<String> overlong =
                customer.form(path, Map.of("form", form, "score", "5", "remark", "x".repeat(2001)));

        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("1 to 5", "Kept words");
        assertThat(six.statusCode()).isEqualTo(400);
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("Kept words").containsPattern("value=\"5\"\\s+checked");
        assertThat(overlong.statusCode()).isEqualTo(400);
        assertThat(card(request)).contains("\"ratings\":[]");
    }

    @Test
    void an_open_request_is_not_rated() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        String path = rating(request, contact);

        assertThat(customer.get(path).body()).contains("once it is closed").doesNotContain("<form");
        HttpResponse<String> forced = customer.form(path, Map.of("form", sign("rating", path), "score", "5"));

        assertThat(forced.statusCode()).isEqualTo(409);
        assertThat(card(request)).contains("\"ratings\":[]");
    }

    private RequestView closed(Contact contact) {
        RequestView request = answered("bonus", contact);
        String path = confirm(request, contact);
        customer.form(path, Map.of("form", form(customer.get(path))));
        return request;
    }

    private HttpResponse<String> rate(RequestView request, Contact contact, String score, String remark) {
        String path = rating(request, contact);
        return customer.form(path, Map.of("form", form(customer.get(path)), "score", score, "remark", remark));
    }

    private String rating(RequestView request, Contact contact) {
        return path(links.rating(request.number(), contact.id()));
    }

    private String card(RequestView request) {
        String name = requester.user(Set.of("account-manager"), request.product());
        return HttpVisitor.user(port, name, name)
                .get("/api/requests/" + request.number())
                .body();
    }
}
