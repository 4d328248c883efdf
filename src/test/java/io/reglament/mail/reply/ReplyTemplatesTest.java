package io.reglament.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("A template that cannot be used is named with what is wrong in it and what is allowed")
class ReplyTemplatesTest {

    private static final String GOOD = """
            order: 1
            title: {ru: Тема, en: Subject}
            products: [bonus]
            text: {ru: "Запрос {number}", en: "Request {number}"}
            """;

    @Autowired
    ReplyTemplates templates;

    @Test
    void a_good_one_is_taken() {
        assertThat(templates.parse("good.yaml", GOOD).products()).containsExactly("bonus");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en: \"Request {number}\" | en: \"Request {nummer}\" | {nummer}",
                "en: \"Request {number}\" | en: \" \" | text",
                "[bonus] | [malus] | malus",
                "order: 1 | ordr: 1 | ordr",
                "title: {ru: Тема, en: Subject} | | title"
            })
    void a_bad_one_ends_the_start(String part, String instead, String named) {
        String bad = GOOD.replace(part, instead == null ? "" : instead);

        assertThatThrownBy(() -> templates.parse("bad.yaml", bad))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining(named);
    }
}
