package io.reglament.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceLevels.ContractLevel;
import io.reglament.request.RequestView;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tab Request tells beside the form. */
@ReglamentTest
class RequestTabTest extends TabTour {

    @Autowired
    ServiceLevels levels;

    @Test
    @DisplayName("BONUS-7-01, BONUS-10.1-23, BONUS-10.5-02: contract, nature, deadlines, stages and force majeure")
    void the_tab_tells_what_a_specialist_needs() {
        tour(this::look);
    }

    private void look(Browsers browsers, String server) {
        Contact contact = lifecycle.contact();
        String contract = "C-" + contact.email().substring(0, contact.email().indexOf('@'));
        levels.set(
                contact.customerId(),
                "bonus",
                contract,
                new ContractLevel("24x7", null, null, Map.of(Level.MEDIUM, new SlaGoal("PT1H", "PT8H")), "PT30M"),
                "manager",
                "test");
        RequestView request = assigned(contact);
        String day =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(2).toString();
        Colleague manager = new Colleague(URI.create(server), "manager");
        expectSuccess(manager.act(
                request.number(),
                "split",
                Map.of("stages", "Copy the rows | specialist | " + day + "\nCheck them | specialist | " + day)));
        expectSuccess(manager.act(request.number(), "suspend", Map.of("scope", "REQUEST", "reason", "The flood")));

        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server), "specialist");
        specialist.open("My tasks", request.number() + "/1", "Work on stage");
        specialist.tab("Request");
        Page page = specialist.page();
        page.locator(".rt-facts").getByText("The flood").waitFor();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("request-tab.png")));

        String facts = page.locator(".rt-facts").innerText();
        assertThat(facts)
                .contains("Contract", contract, "Nature of the service")
                .contains("Solution due", "8 h of service time", "the date that was set when the request was assigned")
                .contains("1. Copy the rows", "The flood", "still lasting");
    }

    private static void expectSuccess(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.body()).isTrue();
    }
}
