package io.reglament.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The README's five minutes, clicked through in a real browser. */
@ReglamentTest
class TourTest {

    private static final Pattern NUMBER = Pattern.compile("BONUS-\\d{4}-\\d{6}");
    private static final DateTimeFormatter AS_THE_FORM_SHOWS = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Path SCREENSHOTS = Path.of("src", "docs", "screenshots");

    /** Whether this run renews the README's pictures. */
    private static final boolean PHOTOGRAPHING = Boolean.getBoolean("reglament.screenshots");

    @LocalServerPort
    int port;

    @Test
    @DisplayName("Customer, first line and specialist take a request from the mail to its confirmation in the browser")
    void five_minutes() {
        try (Browsers browsers = Browsers.openOrSkip()) {
            try {
                take(browsers, "http://localhost:" + port);
            } catch (RuntimeException | AssertionError e) {
                browsers.photographAll(Path.of("target", "tour"));
                throw e;
            }
        }
    }

    private static void take(Browsers browsers, String server) {
        BrowserContext customersBrowser = browsers.forOnePerson(server);
        Mailbox mailbox = new Mailbox(customersBrowser, "user@client.example.org");
        if (PHOTOGRAPHING) {
            fillTheQueue(mailbox);
        }
        String number = write(mailbox);

        Tasklist manager = Tasklist.signIn(browsers.forOnePerson(server), "manager");
        classify(manager, number);

        Tasklist specialist = Tasklist.signIn(browsers.forOnePerson(server), "specialist");
        specialist.open("My tasks", number, "Process request");
        specialist.pick("Done");
        specialist.fill("Solution", "Отчёт исправлен: обновите страницу.");
        specialist.complete();

        manager.open("My group's tasks", number, "Verify solution");
        manager.claim();
        manager.pick("Accept");
        manager.complete();

        mailbox.open(number, 2);
        assertThat(mailbox.text()).contains("Отчёт исправлен: обновите страницу.");
        photograph(mailbox.page(), "mailbox");
        Page answer = mailbox.follow("/confirm");
        answer.locator("form button[type=submit]").click();
        answer.locator("[role=status]").waitFor();

        JsonNode request = new Colleague(URI.create(server), "manager").request(number);
        assertThat(request.path("state").asText()).isEqualTo("CLOSED");
    }

    /** @return the number that the acknowledgement tells */
    private static String write(Mailbox mailbox) {
        // Critical, so that it stands on the first page of a queue that other tests have filled.
        String subject = "Критическая ошибка: не открывается отчёт по продажам "
                + UUID.randomUUID().toString().substring(0, 8);
        mailbox.showList();
        mailbox.write(
                "bonus@support.example.org",
                subject,
                "После обновления отчёт по продажам за ноябрь не открывается, экран во вложении.",
                new FilePayload("экран.png", "image/png", mailbox.page().screenshot()));
        mailbox.open(subject, 1);
        Matcher number = NUMBER.matcher(mailbox.text());
        assertThat(number.find()).as(mailbox.text()).isTrue();
        return number.group();
    }

    private static void classify(Tasklist manager, String number) {
        manager.open("Queue", number, "Classify request");
        manager.page().locator(".rt-text").getByText("экран во вложении").waitFor();
        photograph(manager.page(), "tasklist");
        manager.claim();
        manager.pick("Assign");
        manager.choose("Service", "Technical support of the customer's staff");
        manager.choose("Complexity", "Low");
        manager.fillDate("Due date", LocalDate.now().plusDays(3).format(AS_THE_FORM_SHOWS), "Time", "14:00");
        manager.choose("Assignee", "specialist");
        photograph(manager.page(), "tasklist-form");
        manager.complete();
    }

    /** An empty queue would look as if nobody used it. */
    private static void fillTheQueue(Mailbox mailbox) {
        List<String> subjects = List.of(
                "Критическая ошибка: касса не проводит оплату бонусами",
                "Как добавить сотрудника с правами администратора?",
                "Прошу консультацию по настройке акций",
                "Предложение: выгрузка отчёта в Excel");
        for (String subject : subjects) {
            mailbox.write("bonus@support.example.org", subject, subject + ". Подробности сообщим по запросу.", null);
            mailbox.open(subject, 1);
        }
    }

    private static void photograph(Page page, String name) {
        if (PHOTOGRAPHING) {
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        }
    }
}
