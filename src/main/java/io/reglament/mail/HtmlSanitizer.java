package io.reglament.mail;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * Makes received HTML safe to show (mail rule PA-11). The original is kept; this runs each time it is shown, so that a
 * better policy reaches old mail too.
 */
@Component
public class HtmlSanitizer {

    /** Remote images would tell the sender that and where the mail is read; cid: images are served by our own pages. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowCommonBlockElements()
            .allowCommonInlineFormattingElements()
            .allowElements(
                    "a", "img", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "hr", "pre", "br")
            .allowElements("font", "center", "dl", "dt", "dd")
            .allowStandardUrlProtocols()
            .allowUrlProtocols("cid")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("alt", "width", "height")
            .onElements("img")
            .allowAttributes("src")
            .matching((element, attribute, value) -> value.regionMatches(true, 0, "cid:", 0, 4) ? value : null)
            .onElements("img")
            .allowAttributes("colspan", "rowspan", "align", "valign")
            .onElements("td", "th", "tr", "table")
            .allowAttributes("dir", "lang", "title")
            .globally()
            .allowStyling()
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    /**
     * @param html as received; null for none
     * @return without script, forms, remote images and remote styles; {@code img src="cid:…"} stays for the page to map;
     *     empty for null
     */
    public String clean(String html) {
        return html == null ? "" : POLICY.sanitize(html);
    }
}
