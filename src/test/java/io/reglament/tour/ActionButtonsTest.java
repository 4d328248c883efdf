package io.reglament.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague;
import io.reglament.crm.Contact;
import io.reglament.request.RequestView;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The buttons of the tab Request, as a person without a mouse uses them. */
@ReglamentTest
class ActionButtonsTest extends TabTour {

    @Test
    @DisplayName("S-21: buttons from the API, a form for each, the refusal shown beside what was typed, then done")
    void buttons_of_the_request() {
        tour(this::act);
    }

    private void act(Browsers browsers, String server) {
        Contact contact = lifecycle.contact();
        RequestView request = assigned(contact);
        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server), "specialist");
        specialist.open("My tasks", request.number(), "Process request");
        specialist.tab("Request");
        Page page = specialist.page();

        Locator button = page.locator(".rt-buttons button[data-action=changeComplexity]");
        button.focus();
        page.keyboard().press("Enter");
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Change the complexity"));
        form.getByLabel("Reason").fill("Three modules are touched");
        form.getByText("Check, then do it").click();
        form.getByText("Fill in: Complexity.").waitFor();
        assertThat(form.getByLabel("Reason").inputValue()).isEqualTo("Three modules are touched");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("actions.png")));

        form.getByLabel("Complexity").selectOption("HIGH");
        form.getByText("Check, then do it").click();
        form.getByText("You are about to do this to " + request.number()).waitFor();
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Do it"))
                .click();
        page.getByRole(AriaRole.STATUS).getByText("Done.").waitFor();
        assertThat(new Colleague(URI.create(server), "specialist")
                        .request(request.number())
                        .path("complexity")
                        .asText())
                .isEqualTo("HIGH");

        page.locator(".rt-buttons button[data-action=reschedule]").click();
        page.getByLabel("New due date").fill("2040-01-01T12:00");
        page.getByLabel("Reason").fill("I need longer");
        page.getByText("Check, then do it").click();
        page.getByText("Do it", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Due date: at the latest").waitFor();
        assertThat(page.getByLabel("Reason").inputValue()).isEqualTo("I need longer");
        page.keyboard().press("Escape");
        assertThat(page.locator(".rt-action").count()).isZero();
    }
}
