package io.reglament.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Sign-in (design.md section 6)")
class SignInTest {

    @LocalServerPort
    int port;

    @Autowired
    Users users;

    private final String manager = "manager-" + UUID.randomUUID();
    private Browser browser;

    @BeforeEach
    void a_manager_of_bonus() {
        users.ensure("admin-of-sign-in", "admin", "Test", "Admin", Set.of("admin"), Set.of());
        users.ensure(manager, manager, "Test", "Manager", Set.of("account-manager"), Set.of("bonus"));
        browser = new Browser(port);
    }

    @Test
    void engine_rest_is_closed_without_credentials() {
        HttpResponse<String> answer = browser.get("/engine-rest/task");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("Basic realm"));
        assertThat(browser.get("/engine-rest").statusCode()).isEqualTo(401);
        assertThat(browser.get("/engine-rest/version").statusCode()).isEqualTo(401);
    }

    @Test
    void engine_rest_takes_basic_and_keeps_no_session() {
        HttpResponse<String> answer = browser.get("/engine-rest/task?maxResults=1", Browser.basic(manager));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(browser.cookie("JSESSIONID")).isNull();
    }

    @Test
    void engine_rest_takes_no_session_of_the_pages() {
        browser.signIn(manager, manager);

        assertThat(browser.get("/engine-rest/task").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_password_is_refused_everywhere() {
        assertThat(browser.get("/engine-rest/task", Browser.basic(manager, "wrong"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> page = browser.signIn(manager, "wrong");

        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(v -> assertThat(v).endsWith("/login?error"));
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_throttle_locks_a_user_after_a_wrong_password() {
        browser.get("/engine-rest/task", Browser.basic(manager, "wrong"));

        assertThat(browser.get("/engine-rest/task", Browser.basic(manager)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_page_leads_to_the_sign_in_page_and_back() {
        HttpResponse<String> asked = browser.get("/camunda/app/tasklist/default/", "Accept", "text/html");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location"))
                .hasValueSatisfying(v -> assertThat(v).endsWith("/login"));

        HttpResponse<String> signedIn = browser.signIn(manager, manager);

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location"))
                .hasValueSatisfying(v -> assertThat(v).contains("/camunda/app/tasklist/default/"));
    }

    @Test
    void one_sign_in_reaches_tasklist_and_its_api() {
        browser.signIn(manager, manager);

        HttpResponse<String> app = browser.get("/camunda/app/tasklist/default/");
        assertThat(app.statusCode()).as(app.headers().toString()).isEqualTo(200);
        assertThat(app.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("allow-popups-to-escape-sandbox")
                        .doesNotContain("nonce"));
        assertThat(browser.get("/camunda/api/engine/engine/default/task?maxResults=1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains(manager, "tasklist");
    }

    @Test
    void a_script_without_session_gets_401_instead_of_a_page() {
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        HttpResponse<String> api = browser.get("/api/requests", "Sec-Fetch-Mode", "cors", "Accept-Language", "ru");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(api.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(api.body()).contains("Нужно войти");
    }

    @Test
    void the_sign_in_form_of_the_web_apps_signs_in_to_everything() {
        HttpResponse<String> answer = browser.form(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                Map.of("username", manager, "password", manager));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(manager, "tasklist");
        assertThat(browser.get("/camunda/api/engine/engine/default/task?maxResults=1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.form(
                                "/camunda/api/admin/auth/user/default/login/tasklist",
                                Map.of("username", manager, "password", "wrong"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_sign_in_form_of_the_web_apps_may_ask_for_the_engines_names_and_nothing_else() {
        assertThat(browser.get("/camunda/api/engine/engine/").body()).isEqualTo("[{\"name\":\"default\"}]");
        assertThat(browser.get("/camunda/api/engine/engine/default/filter").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/camunda/api/engine/engine/default").statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_sign_out_of_the_web_apps_signs_out_of_everything() {
        browser.signIn(manager, manager);
        browser.get("/camunda/app/tasklist/default/");

        assertThat(browser.post("/camunda/api/admin/auth/user/default/logout", "application/json", "")
                        .statusCode())
                .isEqualTo(200);

        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/", "Accept", "text/html").statusCode()).isEqualTo(302);
    }

    @Test
    void a_change_by_the_session_needs_the_csrf_token() {
        browser.signIn(manager, manager);

        HttpResponse<String> without = browser.post("/api/requests/none/actions/none", "application/json", "{}");
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.headers().firstValue("Content-Type")).hasValue("application/problem+json");

        browser.get("/api/requests");
        HttpResponse<String> with = browser.post(
                "/api/requests/none/actions/none",
                "application/json",
                "{}",
                "X-REGLAMENT-XSRF",
                browser.cookie("REGLAMENT-XSRF"));
        assertThat(with.statusCode()).isNotIn(302, 401, 403);
    }

    @Test
    void basic_needs_no_csrf_token_unless_another_site_uses_it() {
        assertThat(browser.post("/api/requests/none/actions/none", "application/json", "{}", Browser.basic(manager))
                        .statusCode())
                .isNotIn(302, 401, 403);
        String[] basic = Browser.basic(manager);
        assertThat(browser.post(
                                "/engine-rest/deployment/create",
                                "text/plain",
                                "",
                                basic[0],
                                basic[1],
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nobody_creates_a_first_administrator_by_the_web_app() {
        browser.signIn(manager, manager);

        assertThat(browser.post("/camunda/api/admin/setup/default/user/create", "application/json", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_sign_in_page_speaks_the_visitors_language_and_keeps_the_choice() {
        HttpResponse<String> page = browser.get("/login", "Accept-Language", "ru-RU,ru;q=0.9,en;q=0.8");
        assertThat(page.body()).contains("lang=\"ru\"", "Войти", "name=\"username\"", "name=\"password\"");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe"));

        assertThat(browser.get("/login?lang=en", "Accept-Language", "ru").body())
                .contains("<button class=\"button\" type=\"submit\">Sign in</button>");
        assertThat(browser.get("/login", "Accept-Language", "ru").body()).contains("lang=\"en\"");
        assertThat(new Browser(port).get("/login", "Accept-Language", "de").body())
                .contains("lang=\"en\"");
    }

    @Test
    void health_is_open_and_metrics_are_not() {
        assertThat(browser.get("/actuator/health").statusCode()).isIn(200, 503);
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(browser.get("/actuator/prometheus", Browser.basic(manager)).statusCode())
                .isEqualTo(403);
        String operator = "operator-" + UUID.randomUUID();
        users.ensure(operator, operator, "Test", "Operator", Set.of("operator"), Set.of());
        // Spring Boot switches the export of metrics off in tests.
        assertThat(browser.get("/actuator/prometheus", Browser.basic(operator)).statusCode())
                .isNotIn(302, 401, 403);
    }
}
