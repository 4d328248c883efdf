package io.reglament.desk.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.Requester;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("The regulation of each product, as its profile tells it")
class RegulationPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    ProductProfiles profiles;

    private HttpVisitor reader;

    @BeforeEach
    void anybody_who_is_signed_in() {
        String name = requester.user(Set.of("operator"), "otk");
        reader = HttpVisitor.signedIn(port, name, name);
    }

    @Test
    @DisplayName("S-58: every product has its page with all kinds, services, groups and words, in both languages")
    void every_product() {
        for (ProductProfile profile : profiles.all()) {
            assertThat(reader.get("/regulations").body()).contains("/regulations/" + profile.code());
            String russian = text(profile, "ru");
            String english = text(profile, "en");
            assertThat(russian).contains(profile.fullName(), profile.mailbox());
            profile.categories().forEach(c -> {
                assertThat(russian).contains(c.label().ru(), c.definition().ru());
                assertThat(english).contains(c.label().en(), c.definition().en());
            });
            profile.services().forEach(s -> {
                assertThat(russian).contains(s.label().ru());
                assertThat(english).contains(s.label().en());
            });
            profile.allGroups().forEach(group -> assertThat(russian).contains(group));
            profile.labels().values().forEach(word -> assertThat(english).contains(word));
            assertThat(profile.regulation()).as(profile.code()).isNotNull();
            profile.regulation()
                    .glossary()
                    .forEach(t -> assertThat(russian).contains(t.meaning().ru()));
            profile.regulation()
                    .parties()
                    .forEach(p -> assertThat(english).contains(p.description().en()));
            profile.regulation()
                    .legal()
                    .forEach(f -> assertThat(russian).contains(f.name().ru(), f.value()));
            profile.regulation()
                    .contacts()
                    .forEach(c -> assertThat(english).contains(c.name().en(), c.value()));
        }
    }

    @Test
    @DisplayName("BONUS-0-01: the page of BONUS says the year of its regulation")
    void the_year() {
        assertThat(text(profiles.get("bonus"), "en")).contains("Year of the regulation: 2021");
        assertThat(text(profiles.get("otk"), "en")).doesNotContain("Year of the regulation");
    }

    @Test
    @DisplayName("S-57, BONUS-1-01: each group's functions and responsibility are listed")
    void functions_and_responsibility() {
        String page = text(profiles.get("bonus"), "ru");
        profiles.get("bonus").regulation().roles().forEach(role -> {
            assertThat(page).contains(role.name().ru(), role.responsibility().ru());
            role.functions().forEach(f -> assertThat(page).contains(f.ru()));
        });
    }

    @Test
    void an_unknown_product_has_no_page_and_nobody_reads_without_sign_in() {
        assertThat(reader.get("/regulations/none").statusCode()).isEqualTo(404);
        assertThat(HttpVisitor.anybody(port).get("/regulations").statusCode()).isEqualTo(302);
    }

    private String text(ProductProfile profile, String language) {
        return reader.get("/regulations/" + profile.code() + "?lang=" + language)
                .body()
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
