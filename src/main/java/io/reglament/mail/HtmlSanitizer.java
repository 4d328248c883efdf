package io.reglament.mail;

import java.util.List;
import java.util.Set;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * Makes received HTML safe to show (mail rule PA-11). The original is kept; this runs each time it is shown, so that a
 * better policy reaches old mail too.
 */
@Component
public class HtmlSanitizer {

    /** What an image that would be loaded from elsewhere shows instead: nothing, in its own size. */
    private static final String PLACEHOLDER =
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    /** Nothing by which an element leaves its place, covers another or loads a file. */
    private static final CssSchema STYLES = CssSchema.withProperties(Set.of(
            "background-color",
            "border",
            "border-bottom",
            "border-bottom-color",
            "border-bottom-style",
            "border-bottom-width",
            "border-collapse",
            "border-color",
            "border-left",
            "border-right",
            "border-spacing",
            "border-style",
            "border-top",
            "border-width",
            "color",
            "direction",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-variant",
            "font-weight",
            "list-style-type",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "text-align",
            "text-decoration",
            "vertical-align",
            "white-space",
            "width"));

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowCommonBlockElements()
            .allowCommonInlineFormattingElements()
            .allowElements("a", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "hr", "pre", "br")
            .allowElements("font", "center", "dl", "dt", "dd")
            .allowElements(HtmlSanitizer::image, "img")
            .allowStandardUrlProtocols()
            .allowUrlProtocols("cid")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("alt", "width", "height", "data-src")
            .onElements("img")
            .allowAttributes("src")
            .matching((element, attribute, value) -> isEmbedded(value) || isRemote(value) ? value : null)
            .onElements("img")
            .allowAttributes("colspan", "rowspan", "align", "valign")
            .onElements("td", "th", "tr", "table")
            .allowAttributes("dir", "lang", "title")
            .globally()
            .allowStyling(STYLES)
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    /**
     * @param html as received; null for none
     * @return without script, forms, styles that leave their box, and anything remote: {@code img src="cid:…"} stays for
     *     the page to map to a file of the same mail, a remote image becomes a placeholder whose {@code data-src} a page
     *     loads only when a person asks for it, because it would tell the sender that and where the mail is read; empty
     *     for null
     */
    public String clean(String html) {
        return html == null ? "" : POLICY.sanitize(html);
    }

    /** Comes after the attributes' own rules; they are given as name, value, name, value. */
    private static String image(String element, List<String> attributes) {
        // Only ours may name what is loaded later.
        for (int i = attributes.size() - 2; i >= 0; i -= 2) {
            if (attributes.get(i).equals("data-src")) {
                attributes.remove(i + 1);
                attributes.remove(i);
            }
        }
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals("src") && isRemote(attributes.get(i + 1))) {
                attributes.add("data-src");
                attributes.add(attributes.set(i + 1, PLACEHOLDER));
                break;
            }
        }
        return element;
    }

    private static boolean isEmbedded(String address) {
        return address.regionMatches(true, 0, "cid:", 0, 4);
    }

    private static boolean isRemote(String address) {
        return address.regionMatches(true, 0, "http://", 0, 7) || address.regionMatches(true, 0, "https://", 0, 8);
    }
}
