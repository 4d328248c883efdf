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
                .doesNotContainPattern("(?i)(?<!data-)(src|href|action|url\\()[^>]{0,3}http://evil")
                .doesNotContainIgnoringCase("@import")
                .doesNotContainIgnoringCase("position:")
                .doesNotContainPattern("(?i)<(form|input|base|meta|iframe|object|svg|math|style)");
    }

    @Test
    @DisplayName("PA-11: a remote image becomes a placeholder until a person asks; the mail cannot name it itself")
    void remote_images() {
        assertThat(sanitizer.clean("<img src=\"https://evil.example.org/a.gif?u=1\" alt=\"logo\" width=10>"))
                .contains("src=\"data:image/gif;base64,")
                .contains("data-src=\"https://evil.example.org/a.gif?u&#61;1\"", "alt=\"logo\"", "width=\"10\"");
        assertThat(sanitizer.clean("<img data-src=\"https://evil.example.org/a.gif\" src=\"cid:x\">"))
                .isEqualTo("<img src=\"cid:x\" />");
        assertThat(sanitizer.clean("<img src=\"data:image/svg+xml,%3Csvg onload=alert(1)%3E\">"))
                .doesNotContain("svg");
        assertThat(sanitizer.clean("<img src=\"//evil.example.org/a.gif\">")).doesNotContain(" src=");
        assertThat(sanitizer.clean("<a href=\"data:image/gif;base64,AA\">x</a>"))
                .isEqualTo("x");
    }

    @Test
    @DisplayName("PA-11: no style leaves its box, covers the page or loads anything")
    void styles() {
        assertThat(
                        sanitizer.clean(
                                "<p style=\"color:red;margin:-500px;position:absolute;top:0;z-index:9;float:left;"
                                        + "height:9000px;background:url(https://evil.example.org/x);display:none;opacity:0;font-weight:bold\">x</p>"))
                .isEqualTo("<p style=\"color:red;font-weight:bold\">x</p>");
    }

    @Test
    @DisplayName("PA-11: 200,000 nested elements are cut to a depth that every browser bears")
    void deep() {
        assertThat(sanitizer.clean("<div>".repeat(200_000)).length()).isLessThan(10_000);
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
