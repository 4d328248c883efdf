package io.reglament.local;

import io.reglament.process.engine.ModelDeployment;
import io.reglament.process.engine.ModelDeployment.FaultyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Watches the folders {@code processes} and {@code forms} of the checkout: what is saved in Modeler is live about a
 * second later; a faulty file leaves the old models in place, and the log says why (design.md section 8).
 */
@Component
@Profile("local")
@ConditionalOnProperty("reglament.local.watch")
class ModelFolderWatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolderWatcher.class);
    private static final long POLL_MILLISECONDS = 300;
    private static final List<String> FOLDERS = List.of("processes", "forms");
    private static final List<String> ENDINGS = List.of(".bpmn", ".dmn", ".form", ".properties");

    private final ModelDeployment deployment;
    private final Path root;
    private ScheduledExecutorService poller;
    private Map<Path, String> deployed = Map.of();
    private Map<Path, String> seen = Map.of();

    @Autowired
    ModelFolderWatcher(ModelDeployment deployment) {
        this(deployment, Path.of("").toAbsolutePath());
    }

    ModelFolderWatcher(ModelDeployment deployment, Path root) {
        this.deployment = deployment;
        this.root = root;
    }

    @Override
    public void start() {
        if (FOLDERS.stream().noneMatch(folder -> Files.isDirectory(root.resolve(folder)))) {
            LOG.info("No folder processes or forms in {}: changed models are taken up by the next start", root);
            return;
        }
        deployed = snapshot();
        seen = deployed;
        poller = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "model-folder");
            thread.setDaemon(true);
            return thread;
        });
        poller.scheduleWithFixedDelay(this::poll, POLL_MILLISECONDS, POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        LOG.info("Watching processes and forms in {}: what you save there is live a second later", root);
    }

    /** Deploys when a change has rested for one interval: an editor may write a file in several steps. */
    void poll() {
        try {
            Map<Path, String> now = snapshot();
            boolean rests = now.equals(seen);
            seen = now;
            if (rests && !now.equals(deployed)) {
                deployed = now;
                deploy();
            }
        } catch (RuntimeException e) {
            // The next poll must run whatever happened to this one.
            LOG.error("Cannot take up the changed models", e);
        }
    }

    private void deploy() {
        try {
            if (deployment.deployFolder(root) == ModelDeployment.Outcome.DEPLOYED) {
                LOG.info("The changed models are live");
            }
        } catch (FaultyModels e) {
            LOG.warn("The changed models are not live, the old ones stay: {}", e.getMessage());
        }
    }

    private Map<Path, String> snapshot() {
        Map<Path, String> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path start = root.resolve(folder);
            if (Files.isDirectory(start)) {
                add(start, files);
            }
        }
        return files;
    }

    private static void add(Path start, Map<Path, String> files) {
        try (Stream<Path> found = Files.walk(start)) {
            for (Path file : found.filter(ModelFolderWatcher::isModel).toList()) {
                files.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        } catch (NoSuchFileException e) {
            // Replaced while we looked; the next poll sees it.
            files.put(start, "changing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isModel(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith);
    }

    @Override
    public void stop() {
        if (poller != null) {
            poller.shutdownNow();
            poller = null;
        }
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }
}
