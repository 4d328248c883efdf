package io.reglament.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague;
import io.reglament.crm.Contact;
import io.reglament.request.RequestView;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tab on which an account manager reads, answers and decides. */
@ReglamentTest
class WorkTabTest extends TabTour {

    private static final DateTimeFormatter AS_THE_FORM_SHOWS = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final List<String> WCAG_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    @Test
    @DisplayName("S-14: conversation beside the form; what is wrong is said, what was typed stays, then it is assigned")
    void first_line_decides_beside_the_conversation() {
        tour(this::classify);
    }

    private void classify(Browsers browsers, String server) {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The export stops at ten rows");
        Tasklist manager = Tasklist.signIn(browsers.forOnePerson(server), "manager");
        manager.open("Queue", request.number(), "Classify request");
        Page page = manager.page();
        page.locator(".rt-thread .rt-text")
                .getByText("The export stops at ten rows")
                .waitFor();
        assertThat(page.locator(".rt-in .rt-kind").first().innerText()).isEqualTo("Customer");

        manager.pick("Assign");
        manager.choose("Complexity", "Low");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        Locator said = page.locator(".rt-form-bar [role=alert]");
        said.getByText("Fill in: assignee.").waitFor();
        assertThat(page.locator(".rt-form .fjs-form-field-error").allInnerTexts())
                .anyMatch(text -> text.contains("Fill in: assignee."))
                .anyMatch(text -> text.contains("Fill in: due date."));
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("work-refused.png")));

        page.reload();
        page.getByText("What you typed here at").waitFor();
        assertThat(page.locator(".rt-form")
                        .getByLabel("Assign", new Locator.GetByLabelOptions().setExact(true))
                        .isChecked())
                .isTrue();
        manager.fillDate("Due date", LocalDate.now(clock).plusDays(3).format(AS_THE_FORM_SHOWS), "Time", "14:00");
        manager.choose("Assignee", "specialist");
        manager.complete();
        page.locator(".rt").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

        assertThat(new Colleague(URI.create(server), "manager")
                        .request(request.number())
                        .path("assignee")
                        .asText())
                .isEqualTo("specialist");
        assertThat(typed(page)).isEmpty();

        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server), "specialist");
        specialist.open("My tasks", request.number(), "Process request");
        specialist.pick("Done");
        specialist.fill("Solution", "The limit is lifted.");
        specialist.complete();
        assertThat(lifecycle.task(request, "Task_VerifySolution").getAssignee()).isNull();
    }

    @Test
    @DisplayName("Nothing typed is lost: connection gone, session over, task completed by somebody else")
    void nothing_typed_is_lost() {
        tour(this::trouble);
    }

    private void trouble(Browsers browsers, String server) {
        RequestView request = assigned(lifecycle.contact());
        BrowserContext browser = browsers.forOnePerson(server);
        Tasklist specialist = Tasklist.signIn(browser, "specialist");
        specialist.open("My tasks", request.number(), "Process request");
        Page page = specialist.page();
        specialist.pick("Done");
        specialist.fill("Solution", "Ten minutes of words");
        Locator complete = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"));
        Locator said = page.locator(".rt-form-bar [role=alert]");

        page.route("**/complete", Route::abort);
        complete.click();
        said.getByText("The server cannot be reached").waitFor();
        page.unroute("**/complete");

        page.route("**/complete", route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        complete.click();
        said.getByText("Your session has ended").waitFor();
        said.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Sign in"))
                .waitFor();
        page.unroute("**/complete");
        assertThat(solution(page)).isEqualTo("Ten minutes of words");

        lifecycle.complete(
                request, "Task_ProcessRequest", Map.of("outcome", "done", "solutionText", "Somebody else's"));
        complete.click();
        said.getByText("This task is over").waitFor();
        said.getByText("Copy my text").waitFor();
        assertThat(solution(page)).isEqualTo("Ten minutes of words");
        assertThat(typed(page)).isNotEmpty();
    }

    @Test
    @DisplayName(
            "A reply survives a reload, leaves after a minute, and comes back when it is undone; a note stays inside")
    void replies_and_notes() {
        tour(this::write);
    }

    private void write(Browsers browsers, String server) {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The export stops at ten rows");
        Tasklist manager = Tasklist.signIn(browsers.forOnePerson(server), "manager");
        manager.open("Queue", request.number(), "Classify request");
        Page page = manager.page();
        Locator text = page.locator(".rt-reply-text");
        text.fill("We look into it.");
        page.getByText("Draft saved at").waitFor();
        page.reload();
        page.locator(".rt-form .fjs-form").waitFor();
        PlaywrightAssertions.assertThat(text).hasValue("We look into it.");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send answer"))
                .click();
        Locator waiting = page.locator(".rt-waiting li");
        waiting.getByText("We look into it.").waitFor();
        assertThat(waiting.locator(".rt-when").innerText()).startsWith("Leaves");
        PlaywrightAssertions.assertThat(text).hasValue("");
        waiting.getByRole(AriaRole.BUTTON).click();
        PlaywrightAssertions.assertThat(text).hasValue("We look into it.");
        PlaywrightAssertions.assertThat(waiting).hasCount(0);

        text.fill("Ask development first.");
        page.getByText("Internal note", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add note"))
                .click();
        Locator note = page.locator(".rt-messages .rt-note");
        note.getByText("Ask development first.").last().waitFor();
        assertThat(note.innerText()).contains("Internal note", "never sent to the customer");
        assertThat(violations(page)).isEmpty();
    }

    @Test
    @DisplayName("Request, history and deadline of a request, each on a tab; axe finds nothing against WCAG AA")
    void the_tabs_are_accessible() {
        tour(this::inspect);
    }

    private void inspect(Browsers browsers, String server) {
        Contact contact = lifecycle.contact();
        RequestView request = assigned(contact);
        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server), "specialist");
        specialist.open("My tasks", request.number(), "Process request");
        Page page = specialist.page();
        page.locator(".rt-form .fjs-form").waitFor();
        page.locator(".rt-reply-text").click();
        assertThat(violations(page)).isEmpty();

        specialist.tab("Request");
        page.locator(".rt-facts").getByText(contact.customerName()).waitFor();
        assertThat(violations(page)).isEmpty();

        specialist.tab("History");
        page.getByText("Mail received").waitFor();
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption("decisions");
        page.getByText("Mail received").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        page.getByText("at the step “Classify request”").first().waitFor();
        assertThat(violations(page)).isEmpty();

        specialist.tab("Deadline");
        page.locator(".rt-deadlines").getByText("Planned date").first().waitFor();
        page.locator(".rt-timeline .rt-piece").first().waitFor();
        assertThat(violations(page)).isEmpty();
    }

    @Test
    @DisplayName("Russian on a telephone: the tab, its form and its refusal")
    void russian_on_a_telephone() {
        tour(this::telephone);
    }

    private void telephone(Browsers browsers, String server) {
        RequestView request = assigned(lifecycle.contact());
        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server, "ru-RU", 390, 844), "specialist");
        Page page = specialist.page();
        page.navigate("/camunda/app/tasklist/default/#/?task="
                + lifecycle.task(request, "Task_ProcessRequest").getId());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Завершить"))
                .click();
        page.locator(".rt-form-bar [role=alert]")
                .getByText("Заполните поле «Решение».")
                .waitFor();
        int overflow = (int) page.evaluate(
                "() => { const t = document.querySelector('.rt'); return t.scrollWidth - t.clientWidth; }");
        assertThat(overflow).as("pixels beyond the edge").isLessThanOrEqualTo(0);
        assertThat(violations(page)).isEmpty();
    }

    private static String solution(Page page) {
        return page.locator(".rt-form").getByLabel("Solution").inputValue();
    }

    private static List<?> typed(Page page) {
        return (List<?>)
                page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('reglament.typed.form'))");
    }

    /** What axe has against our tab; what Tasklist itself draws around it is not ours. */
    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .include(".rt").withTags(WCAG_AA).analyze().getViolations().stream()
                        .map(WorkTabTest::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }
}
