package io.reglament.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.reglament.process.engine.ModelDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is saved in the checkout's folders is live a second later (design.md section 8)")
class ModelFolderWatcherTest {

    @TempDir
    Path folder;

    private final ModelDeployment deployment = mock(ModelDeployment.class);
    private ModelFolderWatcher watcher;

    @BeforeEach
    void a_folder_with_a_model() throws IOException {
        Files.createDirectories(folder.resolve("processes/request"));
        Files.writeString(folder.resolve("processes/request/a.bpmn"), "first");
        when(deployment.deployFolder(any())).thenReturn(ModelDeployment.Outcome.DEPLOYED);
        watcher = new ModelFolderWatcher(deployment, folder);
    }

    @AfterEach
    void stop() {
        watcher.stop();
    }

    @Test
    void a_saved_file_is_deployed_once() throws IOException {
        watcher.start();
        Files.writeString(folder.resolve("processes/request/a.bpmn"), "changed");

        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> verify(deployment).deployFolder(folder));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> verify(deployment, times(1)).deployFolder(folder));
    }

    @Test
    void nothing_is_deployed_while_a_file_is_still_written() throws IOException {
        watcher.start();
        watcher.stop();
        Path file = folder.resolve("processes/request/a.bpmn");

        Files.writeString(file, "half");
        watcher.poll();
        Files.writeString(file, "whole file");
        watcher.poll();
        verify(deployment, never()).deployFolder(any());

        watcher.poll();
        verify(deployment).deployFolder(folder);
    }

    @Test
    void a_new_form_and_a_file_that_is_no_model() throws IOException {
        watcher.start();
        watcher.stop();

        Files.writeString(folder.resolve("processes/README.md"), "text");
        watcher.poll();
        watcher.poll();
        verify(deployment, never()).deployFolder(any());

        Files.createDirectories(folder.resolve("forms"));
        Files.writeString(folder.resolve("forms/a.form"), "{}");
        watcher.poll();
        watcher.poll();
        verify(deployment).deployFolder(folder);
    }

    @Test
    void a_faulty_file_does_not_end_the_watch() throws IOException {
        ModelDeployment.FaultyModels faulty = mock(ModelDeployment.FaultyModels.class);
        when(deployment.deployFolder(any()))
                .thenThrow(faulty)
                .thenThrow(new IllegalStateException("database is away"))
                .thenReturn(ModelDeployment.Outcome.DEPLOYED);
        watcher.start();
        watcher.stop();

        for (String content : new String[] {"faulty", "repaired", "repaired again"}) {
            Files.writeString(folder.resolve("processes/request/a.bpmn"), content);
            assertThatCode(watcher::poll).doesNotThrowAnyException();
            assertThatCode(watcher::poll).doesNotThrowAnyException();
        }

        verify(deployment, times(3)).deployFolder(folder);
    }
}
