package io.reglament.traceability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which test names which requirement or scenario in its display name. */
final class Proofs {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TITLE =
            Pattern.compile("(?:@DisplayName|@ParameterizedTest|dynamicTest|dynamicContainer)\\(\\s*(?:name\\s*=\\s*)?"
                    + "(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

    private Proofs() {}

    /** @return requirement or scenario id → simple names of test classes */
    static Map<String, Set<String>> byId() {
        Map<String, Set<String>> proofs = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(TESTS)) {
            sources.filter(path -> path.toString().endsWith("Test.java")
                            || path.toString().endsWith("Paths.java"))
                    .forEach(path -> read(path, proofs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return proofs;
    }

    private static void read(Path path, Map<String, Set<String>> proofs) {
        String test = path.getFileName().toString().replace(".java", "");
        Matcher title;
        try {
            title = TITLE.matcher(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (title.find()) {
            String text = title.group(1).replaceAll("\"\\s*\\+\\s*\"", "");
            RequirementIds.in(text)
                    .forEach(id ->
                            proofs.computeIfAbsent(id, i -> new TreeSet<>()).add(test));
        }
    }
}
