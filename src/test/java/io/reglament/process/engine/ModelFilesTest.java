package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.crm.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Model files have the same names and hash wherever they come from (design.md section 8)")
class ModelFilesTest {

    private static final List<String> NAMES =
            List.of("forms/a.form", "processes/deep/processes/b.dmn", "processes/request/c.bpmn");

    @TempDir
    Path folder;

    @Test
    void a_jar_classes_and_a_folder_give_the_same_files() throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve("checkout").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        Files.writeString(folder.resolve("checkout/processes/README.md"), "no model");
        ModelFiles fromFolder = ModelFiles.ofFolder(folder.resolve("checkout"), Language.EN);

        assertThat(fromFolder.byName()).containsOnlyKeys(NAMES);
        assertThat(onClassPath(folder.resolve("checkout")).hash()).isEqualTo(fromFolder.hash());
        assertThat(onClassPath(jar()).hash()).isEqualTo(fromFolder.hash());
    }

    @Test
    void each_change_of_a_name_or_a_content_changes_the_hash() throws IOException {
        Files.createDirectories(folder.resolve("forms"));
        Path file = Files.writeString(folder.resolve("forms/a.form"), "one");
        String before = ModelFiles.ofFolder(folder, Language.EN).hash();

        Files.writeString(file, "two");
        String changed = ModelFiles.ofFolder(folder, Language.EN).hash();
        Files.writeString(file, "one");
        Files.move(file, folder.resolve("forms/b.form"));
        String renamed = ModelFiles.ofFolder(folder, Language.EN).hash();

        assertThat(List.of(before, changed, renamed)).doesNotHaveDuplicates();
    }

    @Test
    void names_annotations_and_documentation_are_translated_and_technical_names_are_not() {
        String bpmn = SampleModels.userTask("sample", "Sample", "")
                .replace(
                        "<bpmn:startEvent id=\"StartEvent_Asked\">",
                        "<bpmn:documentation>Why</bpmn:documentation><bpmn:startEvent id=\"StartEvent_Asked\">")
                .replace(
                        "<bpmn:error id=\"Error_Lost\"",
                        "<bpmn:message id=\"Message_A\" name=\"sample.asked\" /><bpmn:error id=\"Error_Lost\"")
                .replace(
                        "</bpmn:process>",
                        "<bpmn:textAnnotation id=\"TextAnnotation_A\"><bpmn:text>Note</bpmn:text></bpmn:textAnnotation>"
                                + "</bpmn:process>");
        Properties texts = new Properties();
        texts.setProperty("sample", "Образец");
        texts.setProperty("sample.documentation", "Зачем");
        texts.setProperty("Task_Answer", "Ответить");

        assertThatThrownBy(() -> translate(bpmn, texts)).hasMessageContaining("TextAnnotation_A");

        texts.setProperty("TextAnnotation_A", "Заметка");
        String translated = Bpmn.convertToString(translate(bpmn, texts));
        assertThat(translated)
                .contains("Образец", "Зачем", "Ответить", "Заметка", "name=\"sample.asked\"")
                .doesNotContain("Sample", "Why", ">Note<");
    }

    private static BpmnModelInstance translate(String bpmn, Properties texts) {
        byte[] translated = ModelTranslation.translate("sample.bpmn", SampleModels.bytes(bpmn), texts);
        return Bpmn.readModelFromStream(new java.io.ByteArrayInputStream(translated));
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("models.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String directory : List.of("forms/", "processes/", "processes/request/")) {
                entries.putNextEntry(new JarEntry(directory));
            }
            for (String name : NAMES) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static ModelFiles onClassPath(Path root) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
            return ModelFiles.ofClassPath(loader, Language.EN);
        }
    }
}
