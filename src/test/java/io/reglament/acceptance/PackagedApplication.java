package io.reglament.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application as an operator runs it: from a jar, outside of the local profile, in a process of its own. */
final class PackagedApplication {

    private final Path jar;
    private final Path archive;
    private final Path logs;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private Process process;
    private int starts;

    /** @param directory for the jar and the logs */
    PackagedApplication(Path directory, Map<String, String> environment, List<String> arguments) {
        this.environment = environment;
        this.arguments = arguments;
        this.logs = directory;
        this.jar = directory.resolve("reglament.jar");
        this.archive = directory.resolve("classes.jsa");
        try {
            Files.createDirectories(directory);
            pack(Path.of("target", "classes"), jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param learn whether the JVM keeps, at an orderly end, what makes later starts quicker */
    void start(boolean learn) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (learn) {
            command.add("-XX:ArchiveClassesAtExit=" + archive);
        } else if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.add("io.reglament.Reglament");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().putAll(environment);
        starts++;
        process =
                builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    Path log() {
        return logs.resolve("start-" + starts + ".log");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** @return what the process has used so far */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** As the operating system does when memory runs out: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        if (!isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private String classPath() {
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return jar + File.pathSeparator + libraries;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path :
                    (Iterable<Path>) paths.filter(p -> !p.equals(classes)).sorted()::iterator) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                // Folders are entries as well: Spring looks for them.
                out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, out);
                }
                out.closeEntry();
            }
        }
    }
}
