package io.reglament.tour;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, one profile per person. Nothing is downloaded. */
final class Browsers implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
    }

    /** Skips the calling test where there is no Chromium; in CI, where there must be one, fails it. */
    static Browsers openOrSkip() {
        if (!Files.isExecutable(CHROMIUM)) {
            String missing = "The browser tour needs " + CHROMIUM
                    + " (Debian: apt-get install --no-install-recommends chromium fonts-dejavu-core)";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        return new Browsers(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    /** @return a browser that shares no cookies with the others */
    BrowserContext forOnePerson(String baseUrl) {
        return forOnePerson(baseUrl, "en-GB", 1500, 1000);
    }

    /**
     * @param locale of the browser, which our pages and Tasklist follow
     * @param width of the window, pixels
     */
    BrowserContext forOnePerson(String baseUrl, String locale, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale(locale)
                .setTimezoneId("Europe/Moscow")
                .setViewportSize(width, height));
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** @return a telephone's browser that runs no script, as a careful reader of mail has it */
    BrowserContext onPhoneWithoutScripts(String baseUrl) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("en-GB")
                .setJavaScriptEnabled(false)
                .setHasTouch(true)
                .setViewportSize(390, 844));
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** Keeps what every open page shows, for whoever has to find out why a test failed. */
    void photographAll(Path directory) {
        int i = 0;
        for (BrowserContext context : browser.contexts()) {
            for (Page page : context.pages()) {
                page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve("page-" + ++i + ".png")));
            }
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
