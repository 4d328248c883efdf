package io.reglament.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the cluster treats letters, whatever the environment says. Comparison, {@code lower} and regular expressions come
 * from PostgreSQL itself (its builtin provider, the same on every system). The full-text parser still asks the C
 * library, and needs a locale of the system there that knows more than ASCII.
 */
final class PostgresLocale {

    private static final List<String> PREFERRED = List.of("c.utf8", "en_us.utf8", "ru_ru.utf8");

    private PostgresLocale() {}

    /** @return options of initdb, without their two dashes */
    static Map<String, String> initdbOptions() {
        return Map.of(
                "locale-provider", "builtin",
                "builtin-locale", "C.UTF-8",
                "locale", "C",
                "lc-ctype", characterType(),
                "text-search-config", "simple");
    }

    private static String characterType() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return "en-US";
        }
        // Every macOS has this one; every glibc since 2.35, Debian and Fedora for much longer, and musl have C.UTF-8.
        return system.startsWith("mac") ? "en_US.UTF-8" : choose(installed()).orElse("C.UTF-8");
    }

    /**
     * @param installed names as {@code locale -a} writes them, e.g. {@code C.utf8}
     * @return the best one that knows Unicode's letters
     */
    static Optional<String> choose(List<String> installed) {
        for (String preferred : PREFERRED) {
            Optional<String> found = installed.stream()
                    .filter(name -> normalised(name).equals(preferred))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return installed.stream()
                .filter(name -> normalised(name).endsWith(".utf8"))
                .findFirst();
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replace("utf-8", "utf8");
    }

    private static List<String> installed() {
        try {
            Process process = new ProcessBuilder("locale", "-a")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader names =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                return names.lines().toList();
            }
        } catch (IOException e) {
            // Small systems lack the command; the C library may well have the locale.
            return List.of();
        }
    }
}
