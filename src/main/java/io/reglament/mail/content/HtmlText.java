package io.reglament.mail.content;

import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The words of an HTML body, line by line. */
final class HtmlText {

    private static final Set<String> SILENT = Set.of("script", "style", "head", "title", "noscript");
    private static final Set<String> OWN_LINE = Set.of(
            "p",
            "div",
            "tr",
            "li",
            "ul",
            "ol",
            "table",
            "blockquote",
            "pre",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "dl",
            "dt",
            "dd",
            "center");

    private HtmlText() {}

    static String of(String html) {
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(new Lines(text), Jsoup.parse(html));
        // Line by line: a pattern for the blanks around line ends is quadratic in a long run of them.
        return text.toString()
                .replace('\u00a0', ' ')
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static final class Lines implements NodeVisitor {

        private final StringBuilder text;
        private int silent;

        Lines(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                if (SILENT.contains(element.normalName())) {
                    silent++;
                } else if (element.normalName().equals("br")) {
                    text.append('\n');
                } else if (OWN_LINE.contains(element.normalName())) {
                    newLine();
                    text.append(element.normalName().equals("li") ? "- " : "");
                }
            } else if (silent == 0 && node instanceof TextNode words) {
                boolean verbatim =
                        words.parent() != null && words.parent().normalName().equals("pre");
                append(verbatim ? words.getWholeText() : words.text());
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (SILENT.contains(element.normalName())) {
                    silent--;
                } else if (element.normalName().equals("p")) {
                    newLine();
                    text.append('\n');
                } else if (element.normalName().equals("td")
                        || element.normalName().equals("th")) {
                    text.append(' ');
                } else if (OWN_LINE.contains(element.normalName())) {
                    newLine();
                }
            }
        }

        private void append(String words) {
            boolean lineStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            text.append(lineStart ? words.stripLeading() : words);
        }

        private void newLine() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }
    }
}
