package io.reglament.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL: real server, data in {@code <data>/postgres}, kept between starts and as safe against a crash
 * as any PostgreSQL ({@code fsync} and {@code synchronous_commit} on; the library's default is off).
 */
public class PostgresCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int LOG_LINES_SHOWN = 12;

    private final Path cluster;
    private final Path complete;
    private final Path log;
    private final EmbeddedPostgres server;

    /**
     * Starts the server; an orphan of a killed application is stopped before.
     *
     * @param port TCP port on the loopback interface; 0 chooses a free one
     * @throws LocalStartFailure if it does not start, with the last lines of its log
     */
    public PostgresCluster(DataDirectory data, int port) {
        this(data, port, START_LIMIT);
    }

    PostgresCluster(DataDirectory data, int port, Duration startLimit) {
        cluster = data.root().resolve("postgres");
        complete = cluster.resolve("reglament.complete");
        log = data.root().resolve("postgres.log");
        try {
            new OrphanedPostgres(cluster).stop();
            setIncompleteAside();
            Files.deleteIfExists(log);
            server = start(port, startLimit);
        } catch (IOException | RuntimeException e) {
            if (e instanceof LocalStartFailure failure) {
                throw failure;
            }
            throw startFailure(e);
        }
        try {
            if (!Files.exists(complete)) {
                Files.createFile(complete);
            }
            warnIfLettersAreUnknown();
        } catch (IOException | SQLException e) {
            LocalStartFailure failure = startFailure(e);
            try {
                server.close();
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    /** @return for the user {@code postgres}, without password: the server listens on the loopback interface only */
    public String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private EmbeddedPostgres start(int port, Duration limit) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                // Its own hook would stop the database while the application still finishes its work.
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(limit)
                // Not through a pipe: the orphan of a killed application must be able to go on writing.
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                // Keeps the recovery after a crash short.
                .setServerConfig("max_wal_size", "256MB")
                // Sockets in the file system outlive a kill, and nothing uses them.
                .setServerConfig("unix_socket_directories", "");
        PostgresLocale.initdbOptions().forEach(builder::setLocaleConfig);
        return builder.start();
    }

    /** An initialisation that was killed half-way leaves a directory that neither starts nor can be initialised. */
    private void setIncompleteAside() throws IOException {
        if (!Files.isDirectory(cluster) || Files.exists(complete) || isEmpty(cluster)) {
            return;
        }
        FileTime since = Files.getLastModifiedTime(cluster);
        Path aside = cluster.resolveSibling("postgres.incomplete-" + since.toMillis());
        Files.move(cluster, aside);
        LOG.warn("The database in {} was never completed; moved to {}", cluster, aside);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private LocalStartFailure startFailure(Exception cause) {
        String text = "The embedded PostgreSQL does not start in " + cluster + ": " + cause.getMessage();
        String last = lastLogLines();
        if (!last.isEmpty()) {
            text += "\n\nThe end of " + log + ":\n" + last;
        }
        String action = last.contains("root") && !LinuxUtils.isUnshareAvailable()
                ? "PostgreSQL refuses to run as root, and this system does not allow root to give up its rights"
                        + " (unshare). Start Reglament as an ordinary user."
                : "The log tells why. A directory that cannot be repaired may be moved away: the next start makes a"
                        + " new, empty database.";
        return new LocalStartFailure(text, action, cause);
    }

    private String lastLogLines() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private void warnIfLettersAreUnknown() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select lower('Ж') = 'ж'"
                        + " and to_tsvector('russian', 'ОШИБКИ') @@ to_tsquery('russian', 'ошибка')")) {
            result.next();
            if (!result.getBoolean(1)) {
                LOG.warn("This system's locales do not know Cyrillic letters: search will miss words in capitals");
            }
        }
    }
}
