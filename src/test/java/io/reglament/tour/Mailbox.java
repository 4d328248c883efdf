package io.reglament.tour;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.time.Duration;

/** The local profile's page on which one can be the customer. */
final class Mailbox {

    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final Page page;
    private final String address;

    Mailbox(BrowserContext browser, String address) {
        this.page = browser.newPage();
        this.address = address;
    }

    Page page() {
        return page;
    }

    void showList() {
        page.navigate("/local/mailbox?address=" + address);
    }

    /** @param file null for none */
    void write(String to, String subject, String text, FilePayload file) {
        page.navigate("/local/mailbox/write?address=" + address);
        page.locator("select[name=to]").selectOption(to);
        page.locator("input[name=subject]").fill(subject);
        page.locator("textarea[name=text]").fill(text);
        if (file != null) {
            page.locator("input[name=files]").setInputFiles(file);
        }
        page.locator("form:has(textarea) button[type=submit]").click();
        page.locator("[role=status]").waitFor();
    }

    /** Waits for a mail whose subject contains the words and opens the newest such. */
    void open(String words, int expected) {
        Locator mails = page.locator("ul.mails a", new Page.LocatorOptions().setHasText(words));
        await().atMost(DELIVERY).until(() -> {
            showList();
            return mails.count() >= expected;
        });
        mails.first().click();
        page.locator("article").waitFor();
    }

    /** @return subject and text of the open mail */
    String text() {
        return page.locator("article").innerText();
    }

    /** Follows the link in the open mail whose address ends so. */
    Page follow(String end) {
        String link =
                page.locator("article .text a[href$='" + end + "']").first().getAttribute("href");
        Page opened = page.context().newPage();
        // The tests' server listens on a port that the links' public address does not know.
        opened.navigate(URI.create(link).getPath());
        return opened;
    }
}
