package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlSanitizerTest {

    private final HtmlSanitizer sanitizer = new HtmlSanitizer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<style>@import url(http://evil.example.org/x.css);</style>",
                "<div style=\"background:url(http://evil.example.org/x.png);position:fixed\">x</div>",
                "<base href=\"http://evil.example.org/\"><form action=\"http://evil.example.org/\"><input name=a></form>",
                "<meta http-equiv=refresh content=\"0;url=http://evil.example.org/\">",
                "<!--[if mso]><script>alert(1)</script><![endif]-->",
                "<img src=\"http://evil.example.org/pixel.gif\">",
                "<iframe src=\"http://evil.example.org\"></iframe><object data=x></object>"
            })
    @DisplayName("PA-11: nothing active, nothing remote, nothing that leaves its place")
    void dangerous(String html) {
        // Entities decoded twice would turn quoted text into markup: only tags and attributes count.
        assertThat(sanitizer.clean(html))
                .doesNotContainIgnoringCase("<script")
                .doesNotContainPattern("(?i)<[^>]*\\son\\w+\\s*=\\s*[^\"]*alert")
                .doesNotContainIgnoringCase("javascript:")
                .doesNotContainIgnoringCase("data:text")
                .doesNotContainPattern("(?i)(src|href|action|url\\()[^>]{0,3}http://evil")
                .doesNotContainIgnoringCase("@import")
                .doesNotContainIgnoringCase("position:")
                .doesNotContainPattern("(?i)<(form|input|base|meta|iframe|object|svg|math|style)");
    }

    @Test
    @DisplayName("PA-11, PA-12: words, tables, links and inline images stay")
    void harmless() {
        assertThat(sanitizer.clean("<p>Да <b>жирно</b></p><table><tr><td colspan=2>1</td></tr></table>"
                        + "<a href=\"https://client.example.org/\">x</a><img src=\"cid:a@b\" alt=\"p\">"))
                .contains("<b>жирно</b>", "<td colspan=\"2\">1</td>", "https://client.example.org/", "nofollow")
                .contains("src=\"cid:a&#64;b\"");
        assertThat(sanitizer.clean(null)).isEmpty();
    }
}
