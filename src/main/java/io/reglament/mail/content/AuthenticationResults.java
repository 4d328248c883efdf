package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Authentication-Results} (RFC 8601) of servers that we trust (mail rule PA-16). Anybody can write the field:
 * it counts only in the topmost group, above the first hop that a foreign host recorded.
 */
final class AuthenticationResults {

    private static final String RESULTS = "Authentication-Results";
    private static final String HOP = "Received";
    private static final Pattern BY = Pattern.compile("(?i)\\bby\\s+([^\\s;()]{1,255})");
    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z0-9._-]{1,60})(?:/\\d+)?\\s*=\\s*(\"[^\"]*\"|[^\\s;]+)");
    private static final Set<String> WRONG = Set.of("fail", "hardfail", "softfail", "permerror", "policy");

    /** One method's verdict, e.g. {@code dkim=pass header.d=client.example.org}. */
    private record Verdict(String method, String result, Map<String, String> properties) {}

    private AuthenticationResults() {}

    /**
     * @param sender null if the mail names none or several: then there is nobody to vouch for
     * @param trusted authserv-ids of our own servers; empty if none writes the field
     */
    static SenderAuthentication of(HeaderFields headers, MailAddress sender, Collection<String> trusted) {
        if (sender == null || trusted.isEmpty()) {
            return SenderAuthentication.NONE;
        }
        return judge(trusted(headers, trusted), sender.domain());
    }

    private static SenderAuthentication judge(List<Verdict> verdicts, String domain) {
        for (Verdict verdict : verdicts) {
            if (verdict.method().equals("dmarc")) {
                if (verdict.result().equals("pass")) {
                    return SenderAuthentication.PASS;
                }
                if (verdict.result().equals("fail")) {
                    return SenderAuthentication.FAIL;
                }
            }
        }
        if (verdicts.stream().anyMatch(v -> v.result().equals("pass") && isAligned(signer(v), domain))) {
            return SenderAuthentication.PASS;
        }
        return verdicts.stream().anyMatch(v -> WRONG.contains(v.result()))
                ? SenderAuthentication.FAIL
                : SenderAuthentication.NONE;
    }

    private static List<Verdict> trusted(HeaderFields headers, Collection<String> trusted) {
        List<Verdict> verdicts = new ArrayList<>();
        boolean begun = false;
        for (HeaderFields.Named field : headers.inOrder(Set.of(RESULTS, HOP))) {
            if (field.name().equalsIgnoreCase(HOP)) {
                if (begun || isForeign(field.value(), trusted)) {
                    break;
                }
                continue;
            }
            String[] parts = withoutComments(field.value()).split(";");
            String server = parts[0].strip().replaceAll("\\s.*", "");
            if (trusted.stream().anyMatch(server::equalsIgnoreCase)) {
                begun = true;
                for (int i = 1; i < parts.length; i++) {
                    read(parts[i], verdicts);
                }
            } else if (begun) {
                break;
            }
        }
        return verdicts;
    }

    private static void read(String text, List<Verdict> verdicts) {
        Matcher pair = PAIR.matcher(text);
        if (!pair.find()) {
            return;
        }
        String method = pair.group(1).toLowerCase(Locale.ROOT);
        String result = pair.group(2).toLowerCase(Locale.ROOT);
        Map<String, String> properties = new HashMap<>();
        while (pair.find()) {
            properties.putIfAbsent(
                    pair.group(1).toLowerCase(Locale.ROOT), pair.group(2).replace("\"", ""));
        }
        if (Set.of("dmarc", "dkim", "spf").contains(method)) {
            verdicts.add(new Verdict(method, result, properties));
        }
    }

    /** Who is vouched for: the signing domain, or the domain of the envelope's sender. */
    private static String signer(Verdict verdict) {
        Map<String, String> properties = verdict.properties();
        String name = verdict.method().equals("dkim")
                ? properties.getOrDefault("header.d", properties.getOrDefault("header.i", ""))
                : properties.getOrDefault("smtp.mailfrom", "");
        return name.substring(name.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Relaxed, as in RFC 7489 3.1: one is the other or lies below it. */
    private static boolean isAligned(String signer, String domain) {
        return signer.contains(".")
                && (signer.equals(domain) || domain.endsWith("." + signer) || signer.endsWith("." + domain));
    }

    /** A host of ours bears the name of a trusted server, of its domain, or none that can be told from an address. */
    private static boolean isForeign(String received, Collection<String> trusted) {
        Matcher by = BY.matcher(withoutComments(received));
        if (!by.find()) {
            return false;
        }
        String host = by.group(1).toLowerCase(Locale.ROOT);
        return host.contains(".")
                && host.chars().anyMatch(Character::isLetter)
                && !host.contains(":")
                && trusted.stream().noneMatch(server -> {
                    String own = server.toLowerCase(Locale.ROOT);
                    String parent = own.substring(own.indexOf('.') + 1);
                    return host.equals(own)
                            || host.endsWith("." + own)
                            || parent.contains(".") && (host.equals(parent) || host.endsWith("." + parent));
                });
    }

    /** Without what only people read, and with no semicolon that is not a separator. */
    private static String withoutComments(String value) {
        StringBuilder text = new StringBuilder(value.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' && depth == 0) {
                quoted = !quoted;
            }
            if (c == '(' && !quoted) {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                text.append(quoted && c == ';' ? ' ' : c);
            }
        }
        return text.toString();
    }
}
