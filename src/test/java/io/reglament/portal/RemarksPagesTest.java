package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ReglamentTest
@DisplayName("Remarks by a signed link (design 6)")
class RemarksPagesTest extends CustomerVisit {

    @Test
    @DisplayName("BONUS-10.4-04: remarks are filed with the request and judged by a person")
    void remarks_are_filed_and_judged() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);

        HttpResponse<String> answer =
                customer.form(path, Map.of("form", form(customer.get(path)), "text", "Строка 7\r\nвсё ещё пуста "));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("Thank you!");
        lifecycle.task(request, "Task_ReviewRemarks");
        assertThat(lifecycle.texts(request, Kind.REMARKS)).containsExactly("Строка 7\nвсё ещё пуста");
        assertThat(received(request)).last().satisfies(m -> {
            assertThat(m.text()).isEqualTo("Строка 7\nвсё ещё пуста");
            assertThat(m.sender()).isEqualTo(contact.email());
        });
        assertThat(customer.get(confirm(request, contact)).body())
                .contains("we are looking at them")
                .doesNotContain("<button");
    }

    @Test
    void remarks_sent_twice_are_kept_once() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        Map<String, String> fields = Map.of("form", form(customer.get(path)), "text", "Still empty");

        customer.form(path, fields);
        assertThat(customer.form(path, fields).statusCode()).isEqualTo(302);

        assertThat(received(request).stream().filter(m -> m.text().equals("Still empty")))
                .hasSize(1);
    }

    @Test
    void words_that_nobody_waits_for_are_kept_while_the_request_runs() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        String path = remarks(request, contact);

        assertThat(customer.form(path, Map.of("form", form(customer.get(path)), "text", "One more thing"))
                        .statusCode())
                .isEqualTo(302);

        assertThat(received(request)).last().satisfies(m -> assertThat(m.text()).isEqualTo("One more thing"));
        lifecycle.task(request, "Task_ClassifyRequest");
    }

    @Test
    void refused_remarks_stay_in_the_field() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        String form = form(customer.get(path));
        String tooLong = "Длинно ".repeat(600);

        HttpResponse<String> empty = customer.form(path, Map.of("form", form, "text", "  "));
        HttpResponse<String> overlong = customer.form(path, Map.of("form", form, "text", tooLong));
        HttpResponse<String> forged = customer.form(path, Map.of("form", "x", "text", "Kept words"));

        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("Please write what is wrong");
        assertThat(overlong.statusCode()).isEqualTo(400);
        assertThat(overlong.body()).contains(tooLong.strip());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("Kept words");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        assertThat(lifecycle.texts(request, Kind.REMARKS)).isEmpty();
    }

    @Test
    void remarks_on_a_closed_request_stay_in_the_field_and_change_nothing() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        String form = form(customer.get(path));
        String confirm = confirm(request, contact);
        customer.form(confirm, Map.of("form", form(customer.get(confirm))));
        int before = lifecycle.history(request).size();

        HttpResponse<String> answer = customer.form(path, Map.of("form", form, "text", "Too late?"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("takes no remarks here", "Too late?");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    private List<MessageView> received(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.IN)
                .toList();
    }
}
