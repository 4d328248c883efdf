package io.reglament.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.CustomerLinks;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The customer's page as a telephone without scripts shows it, and as axe-core judges it. */
@ReglamentTest
class CustomerPageTest {

    private static final String CLASSIFY = "Task_ClassifyRequest";

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    CustomerLinks links;

    private Contact contact;
    private String server;

    @BeforeEach
    void a_customer() {
        lifecycle.people();
        contact = lifecycle.contact();
        server = "http://localhost:" + port;
    }

    @Test
    @DisplayName(
            "A customer answers a question with a file, confirms and rates, on 390 px without JavaScript, and changes the language")
    void on_a_phone_without_scripts() {
        RequestView request = lifecycle.register("bonus", contact, "The sales report does not open since the update.");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "clarify", "question", "Which version do you have?"));
        try (Browsers browsers = Browsers.openOrSkip()) {
            try {
                answerConfirmAndRate(browsers.onPhoneWithoutScripts(server).newPage(), request);
            } catch (RuntimeException | AssertionError e) {
                browsers.photographAll(Path.of("target", "tour"));
                throw e;
            }
        }
    }

    private void answerConfirmAndRate(Page page, RequestView request) {
        open(page, links.page(request.number(), contact.id()));
        shown(page.getByText("Which version do you have?")).isVisible();
        page.getByText("Answer the question").click();
        page.getByLabel("Your message").fill("Version 4.2, see the file");
        page.getByLabel("Files")
                .setInputFiles(new FilePayload("версия.txt", "text/plain", "4.2".getBytes(StandardCharsets.UTF_8)));
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        shown(page.getByRole(AriaRole.STATUS)).containsText("Thank you!");
        shown(page.getByText("версия.txt")).isVisible();
        fits(page);

        page.getByText("Русский").click();
        shown(page.locator("html")).hasAttribute("lang", "ru");
        shown(page.getByText("Переписка")).isVisible();
        page.getByText("English").click();

        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "answer", "answerText", "Update to 4.3"));
        page.reload();
        page.getByText("Yes, it is solved").click();
        shown(page.getByRole(AriaRole.STATUS)).containsText("recorded");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);

        page.getByText("Back to the request").click();
        page.getByText("Very good").click();
        shown(page.locator("input[value='5']")).isChecked();
        fits(page);
        page.getByText("Send rating").click();
        shown(page.getByRole(AriaRole.STATUS)).containsText("Your rating is recorded");
        page.getByText("Back to the request").click();
        shown(page.getByText("Your rating: 5 of 5")).isVisible();
    }

    @Test
    @DisplayName(
            "WCAG 2 AA: axe-core finds nothing on the customer's pages, on a wide and on a narrow screen, in both languages")
    void axe_finds_nothing() {
        RequestView open = lifecycle.register("ecrm", contact, "It does not open\n\nOn Monday Support wrote:\n> Hello");
        RequestView answered = lifecycle.register("bonus", contact, "It does not open");
        lifecycle.complete(answered, CLASSIFY, Map.of("outcome", "answer", "answerText", "Update to 4.3"));
        RequestView closed = lifecycle.register("otk", contact, "It does not open");
        lifecycle.complete(closed, CLASSIFY, Map.of("outcome", "answer", "answerText", "Update to 4.3"));
        long id = contact.id();
        List<String> pages = List.of(
                links.page(open.number(), id),
                links.withdraw(open.number(), id),
                links.page(answered.number(), id),
                links.confirm(answered.number(), id),
                links.remarks(answered.number(), id),
                links.page(closed.number(), id),
                links.rating(closed.number(), id) + "?score=4",
                server + "/c/none");
        try (Browsers browsers = Browsers.openOrSkip()) {
            BrowserContext context = browsers.forOnePerson(server);
            Page page = context.newPage();
            for (int width : new int[] {1280, 390}) {
                page.setViewportSize(width, 900);
                for (String url : pages) {
                    open(page, url + (url.contains("?") ? "&" : "?") + "lang=" + (width == 390 ? "ru" : "en"));
                    fits(page);
                    assertThat(new AxeBuilder(page)
                                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                                    .analyze()
                                    .getViolations())
                            .extracting(Rule::getId, rule -> String.valueOf(rule.getNodes()))
                            .as(url + " at " + width)
                            .isEmpty();
                }
            }
        }
    }

    private static LocatorAssertions shown(Locator locator) {
        return PlaywrightAssertions.assertThat(locator);
    }

    private void open(Page page, String url) {
        URI link = URI.create(url);
        page.navigate(server + link.getRawPath() + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()));
    }

    /** Nothing has to be scrolled sideways. */
    private static void fits(Page page) {
        Locator body = page.locator("body");
        assertThat(body.evaluate("b => document.documentElement.scrollWidth")).isEqualTo(page.viewportSize().width);
    }
}
