package io.reglament.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a result depends on besides the code: without it, two results cannot be compared. */
final class Surroundings {

    private static final List<String> SETTINGS = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "shared_buffers",
            "max_connections");

    private Surroundings() {}

    static Map<String, String> of(JdbcClient database) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().toString());
        facts.put("commit", commit());
        facts.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " × " + processor() + ", " + System.getProperty("os.name")
                        + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        facts.put("heap", Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB at most");
        for (String setting : SETTINGS) {
            facts.put(
                    "PostgreSQL " + setting,
                    database.sql("select current_setting(?)")
                            .param(setting)
                            .query(String.class)
                            .single());
        }
        return facts;
    }

    private static String commit() throws IOException, InterruptedException {
        String commit = output("git", "rev-parse", "--short", "HEAD");
        return output("git", "status", "--porcelain", "--untracked-files=no").isEmpty()
                ? commit
                : commit + " with uncommitted changes";
    }

    private static String processor() throws IOException {
        Path description = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(description)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(description)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return output;
    }
}
