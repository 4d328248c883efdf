package io.reglament.traceability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * Which element of a model names which requirement: BPMN elements by their documentation, DMN rows by their annotation,
 * keys of a product profile by the comment above or beside them.
 */
final class Carriers {

    private static final Path MODELS = Path.of("processes");
    private static final Pattern KEY = Pattern.compile("^([a-zA-Z][\\w-]*):");

    private Carriers() {}

    /** @return requirement id → elements, each as {@code file: element} */
    static Map<String, Set<String>> byRequirement() {
        Map<String, Set<String>> carriers = new TreeMap<>();
        files(".bpmn").forEach(file -> ofDiagram(file, carriers));
        files(".dmn").forEach(file -> ofTable(file, carriers));
        files(".yaml").forEach(file -> ofProfile(file, carriers));
        return carriers;
    }

    private static void ofDiagram(File file, Map<String, Set<String>> carriers) {
        Bpmn.readModelFromFile(file)
                .getModelElementsByType(BaseElement.class)
                .forEach(element -> element.getDocumentations()
                        .forEach(text -> add(carriers, text.getTextContent(), element.getId())));
    }

    private static void ofTable(File file, Map<String, Set<String>> carriers) {
        for (Decision decision : Dmn.readModelFromFile(file).getModelElementsByType(Decision.class)) {
            if (decision.getExpression() instanceof DecisionTable table) {
                List<Rule> rows = new ArrayList<>(table.getRules());
                for (Rule row : rows) {
                    if (row.getDescription() != null) {
                        String text = row.getDescription().getTextContent();
                        add(carriers, text, decision.getId() + " row " + (rows.indexOf(row) + 1));
                    }
                }
            }
        }
    }

    /** A comment belongs to the top-level key on its line, or else to the next one below it. */
    private static void ofProfile(File file, Map<String, Set<String>> carriers) {
        String profile = file.getName();
        StringBuilder above = new StringBuilder();
        String key = null;
        for (String line : read(file.toPath()).split("\n")) {
            Matcher found = KEY.matcher(line);
            if (line.startsWith("#")) {
                above.append(line).append(' ');
            } else if (found.find()) {
                key = found.group(1);
                add(carriers, above.toString(), profile + " " + key);
                above.setLength(0);
            }
            int comment = line.startsWith("#") ? -1 : line.indexOf(" #");
            if (comment >= 0 && key != null) {
                add(carriers, line.substring(comment), profile + " " + key);
            }
        }
    }

    private static void add(Map<String, Set<String>> carriers, String text, String carrier) {
        RequirementIds.in(text)
                .forEach(
                        id -> carriers.computeIfAbsent(id, i -> new TreeSet<>()).add(carrier));
    }

    private static List<File> files(String ending) {
        try (Stream<Path> all = Files.walk(MODELS)) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .map(Path::toFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
