package io.reglament.tour;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Camunda's Tasklist as a person uses it: what can be seen and clicked. */
final class Tasklist {

    private final Page page;

    private Tasklist(Page page) {
        this.page = page;
    }

    /** Signs in on our own page; the web app asks for nothing more. */
    static Tasklist signIn(BrowserContext browser, String user) {
        Page page = browser.newPage();
        page.navigate("/login");
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(user);
        page.locator("form:has(input[name=password]) [type=submit]").click();
        page.waitForURL(url -> !url.contains("/login"));
        page.navigate("/camunda/app/tasklist/");
        page.locator(".task-filters").waitFor();
        if (page.getByPlaceholder("SEARCH_PLACEHOLDER").count() > 0) {
            // On a slow first load the web app draws its list before its labels have come, and keeps the bare keys.
            page.reload();
            page.getByPlaceholder("Filter Tasks").waitFor();
        }
        return new Tasklist(page);
    }

    Page page() {
        return page;
    }

    /** Opens the request's task in the filter, by its number where the first page of the list does not show it. */
    void open(String filter, String number, String task) {
        page.locator(".task-filters").getByText(filter).click();
        Locator found = page.locator("li.task", new Page.LocatorOptions().setHasText(number));
        page.locator("li.task:visible, .tasks-list .alert:visible").first().waitFor();
        if (found.count() == 0) {
            search(number);
        }
        found.filter(new Locator.FilterOptions().setHasText(task)).click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(task))
                .first()
                .waitFor();
    }

    private void search(String number) {
        page.getByPlaceholder("Filter Tasks").click();
        page.getByText("Process Instance Business Key", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        Locator value = page.locator("input:focus:not([placeholder='Filter Tasks'])");
        value.fill(number);
        value.press("Enter");
    }

    void claim() {
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        page.locator(".fjs-form").waitFor();
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    void tab(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** Chooses from a select list of the form. */
    void choose(String label, String option) {
        Locator field = page.locator(".fjs-form-field-select", new Page.LocatorOptions().setHas(labelled(label)));
        field.locator(".fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText(option))
                .first()
                .click();
    }

    /** Chooses one of the radio buttons of the form. */
    void pick(String option) {
        page.locator(".fjs-form")
                .getByLabel(option, new Locator.GetByLabelOptions().setExact(true))
                .check();
    }

    void fill(String label, String text) {
        page.locator(".fjs-form").getByLabel(label).fill(text);
    }

    /** @param date as the form shows it, in the browser's own order of day and month */
    void fillDate(String dateLabel, String date, String timeLabel, String time) {
        page.locator(".fjs-form").getByLabel(dateLabel).fill(date);
        page.keyboard().press("Enter");
        page.locator(".fjs-form").getByLabel(timeLabel).fill(time);
        page.keyboard().press("Enter");
    }

    /** Presses the button and waits until the task has left the page. */
    void complete() {
        // Its words change while the server works.
        Locator button = page.locator(".rt-complete");
        button.click();
        button.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private Locator labelled(String label) {
        return page.locator(".fjs-form-field-label", new Page.LocatorOptions().setHasText(label));
    }
}
