package io.reglament.process.engine;

import io.reglament.crm.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The models and forms of one release or folder, by resource name ({@code processes/request/request-lifecycle.bpmn},
 * {@code forms/classify-request.form}). The names are the same from a jar, from classes and from a folder: a changed
 * name would be a new version for the engine.
 */
final class ModelFiles {

    private static final List<String> MODEL_ENDINGS = List.of(".bpmn", ".dmn");
    private static final String FORM_ENDING = ".form";

    private final SortedMap<String, byte[]> files;
    private final Properties modelTexts;
    private final Properties formTexts;

    private ModelFiles(SortedMap<String, byte[]> files, Properties modelTexts, Properties formTexts) {
        this.files = files;
        this.modelTexts = modelTexts;
        this.formTexts = formTexts;
    }

    /** @param language whose texts to read along; none are needed for English */
    static ModelFiles ofClassPath(ClassLoader loader, Language language) {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            for (String root : List.of("processes", "forms")) {
                for (Resource folder : resolver.getResources("classpath*:" + root + "/")) {
                    String base = folder.getURL().toString();
                    for (Resource resource : resolver.getResources(base + "**/*.*")) {
                        String path = resource.getURL().toString().substring(base.length());
                        put(files, root + "/" + path, resource.getContentAsByteArray());
                    }
                }
            }
            return new ModelFiles(
                    files,
                    texts(resolver.getResource("classpath:" + textsOf("processes", language)), language),
                    texts(resolver.getResource("classpath:" + textsOf("forms", language)), language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param root folder that holds {@code processes} and {@code forms}
     * @param language whose texts to read along
     */
    static ModelFiles ofFolder(Path root, Language language) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            for (String part : List.of("processes", "forms")) {
                if (Files.isDirectory(root.resolve(part))) {
                    addFolder(files, root, root.resolve(part));
                }
            }
            return new ModelFiles(
                    files,
                    texts(root.resolve(textsOf("processes", language)), language),
                    texts(root.resolve(textsOf("forms", language)), language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addFolder(SortedMap<String, byte[]> files, Path root, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                put(files, root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void put(SortedMap<String, byte[]> files, String name, byte[] bytes) {
        boolean model = name.startsWith("processes/") && MODEL_ENDINGS.stream().anyMatch(name::endsWith);
        if (model || name.startsWith("forms/") && name.endsWith(FORM_ENDING)) {
            files.put(name, bytes);
        }
    }

    private static String textsOf(String root, Language language) {
        return root + "/i18n/" + language.code() + ".properties";
    }

    private static Properties texts(Resource resource, Language language) throws IOException {
        if (language == Language.EN || !resource.exists()) {
            return new Properties();
        }
        return load(resource.getContentAsString(StandardCharsets.UTF_8));
    }

    private static Properties texts(Path file, Language language) throws IOException {
        return language == Language.EN || !Files.exists(file) ? new Properties() : load(Files.readString(file));
    }

    private static Properties load(String text) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
        }
        return properties;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    Map<String, byte[]> byName() {
        return Collections.unmodifiableMap(files);
    }

    /**
     * @return these files with their texts in the given language; themselves for English, in which they are written
     * @throws FormTranslation.MissingText if a text is not translated
     */
    ModelFiles in(Language language) {
        if (language == Language.EN) {
            return this;
        }
        SortedMap<String, byte[]> translated = new TreeMap<>(files);
        translated.replaceAll((name, bytes) -> {
            if (name.endsWith(FORM_ENDING)) {
                return FormTranslation.translate(name, bytes, formTexts);
            }
            return ModelContent.isBpmn(name) ? ModelTranslation.translate(name, bytes, modelTexts) : bytes;
        });
        return new ModelFiles(translated, modelTexts, formTexts);
    }

    /** @return SHA-256 over all names and contents, in hexadecimal */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
