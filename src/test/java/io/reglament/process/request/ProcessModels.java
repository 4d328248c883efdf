package io.reglament.process.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The models, forms and adapters as they lie in the working directory. */
final class ProcessModels {

    static final Path MODELS = Path.of("processes");
    static final Path FORMS = Path.of("forms");
    static final Path CODE = Path.of("src/main/java/io/reglament/process");

    private ProcessModels() {}

    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static <T extends ModelElementInstance> void each(Class<T> type, Consumer<T> check) {
        models().values().forEach(model -> model.getModelElementsByType(type).forEach(check));
    }

    static Map<Path, BpmnModelInstance> models() {
        return files(MODELS, ".bpmn").stream()
                .collect(Collectors.toMap(p -> p, p -> Bpmn.readModelFromFile(p.toFile())));
    }

    static Map<Path, DmnModelInstance> tables() {
        return files(MODELS, ".dmn").stream().collect(Collectors.toMap(p -> p, p -> Dmn.readModelFromFile(p.toFile())));
    }

    static List<String> expressions() {
        Pattern expression = Pattern.compile("\\$\\{([^}]*)}");
        List<String> found = new ArrayList<>();
        for (Path path : files(MODELS, ".bpmn")) {
            try {
                expression.matcher(Files.readString(path)).results().forEach(m -> found.add(m.group(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    static Set<String> attributes(String name) {
        Set<String> found = new TreeSet<>();
        each(FlowNode.class, node -> found.addAll(attributesWithin(node, name)));
        return found;
    }

    static Collection<String> attributesWithin(BaseElement element, String name) {
        List<String> found = new ArrayList<>();
        if (element.getExtensionElements() != null) {
            element.getExtensionElements().getElements().forEach(e -> {
                String value = e.getDomElement().getAttribute(name);
                if (value != null) {
                    found.add(value);
                }
            });
        }
        return found;
    }

    static Set<String> variables() {
        Set<String> names = new TreeSet<>();
        for (Field field : Variables.class.getFields()) {
            try {
                names.add((String) field.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return names;
    }

    static Set<String> beansEndingIn(String ending) {
        Predicate<Path> isBean = path -> {
            try {
                return Files.readString(path).contains("@Component");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return files(CODE, ending).stream()
                .filter(isBean)
                .map(path -> lowerFirst(base(path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Path> files(Path root, String ending) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(p -> p.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base(Path path) {
        return path.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    }

    static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String kebab(String name) {
        return lowerFirst(name).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
