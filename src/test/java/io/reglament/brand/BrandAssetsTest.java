package io.reglament.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("The brand as pages and scripts get it, without sign-in")
class BrandAssetsTest {

    @LocalServerPort
    int port;

    @Test
    void colours_are_a_style_sheet_and_the_name_is_json() {
        HttpVisitor anybody = HttpVisitor.anybody(port);

        HttpResponse<String> colours = anybody.get("/assets/brand.css");

        assertThat(colours.statusCode()).isEqualTo(200);
        assertThat(colours.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
        assertThat(colours.body()).contains("--accent: #0b5394;", "--accent-strong: #", "--accent-tint: #");
        assertThat(anybody.get("/assets/brand.json").body()).isEqualTo("{\"name\":\"Reglament\"}");
        assertThat(anybody.get("/login").body()).contains("/assets/brand.css", ">Reglament</span>");
        assertThat(anybody.get("/assets/logo").statusCode()).as("there is none").isEqualTo(404);
    }
}
