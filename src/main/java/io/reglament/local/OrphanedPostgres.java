package io.reglament.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that goes on running when the application that started it is killed: it still holds its directory, so
 * it has to stop before the next one starts. Only a process that is proven to be the server of this very directory is
 * touched. Call only while holding the lock of the {@link DataDirectory}: then nobody else uses the server.
 */
class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path cluster;
    private final Path pidFile;

    OrphanedPostgres(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /**
     * Stops the orphan, if there is one; nothing committed is lost, for it runs with {@code fsync}. A pid file whose
     * process number now belongs to a different program is removed: as root PostgreSQL would take that for a server.
     *
     * @throws LocalStartFailure if a server holds the directory and cannot be stopped, or it cannot be told what does
     */
    void stop() throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> process = process(lines);
        if (process.isEmpty()) {
            return;
        }
        ProcessHandle candidate = process.get();
        Optional<String> command = candidate.info().command();
        if (command.isPresent() && !isPostgres(command.get())) {
            LOG.info("Removing {}: process {} is {}", pidFile, candidate.pid(), command.get());
            Files.deleteIfExists(pidFile);
            return;
        }
        int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
        if (!servesCluster(candidate, port)) {
            throw new LocalStartFailure(
                    "The file " + pidFile + " names process " + candidate.pid()
                            + ", and it cannot be told whether that is the PostgreSQL of this directory.",
                    "If no PostgreSQL uses this directory, delete that file; otherwise stop the process.",
                    null);
        }
        LOG.info("Stopping the PostgreSQL (process {}) that a killed application left behind", candidate.pid());
        disconnectClients(port);
        candidate.destroy();
        if (hasEnded(candidate)) {
            return;
        }
        candidate.destroyForcibly();
        if (!hasEnded(candidate)) {
            throw new LocalStartFailure(
                    "PostgreSQL (process " + candidate.pid() + ") still holds " + cluster + " and does not stop.",
                    "Stop that process, then start again.",
                    null);
        }
    }

    private static Optional<ProcessHandle> process(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private static boolean isPostgres(String command) {
        String name = Path.of(command).getFileName().toString();
        return name.equals("postgres") || name.equalsIgnoreCase("postgres.exe");
    }

    private boolean servesCluster(ProcessHandle candidate, int port) {
        Path workingDirectory = Path.of("/proc", String.valueOf(candidate.pid()), "cwd");
        try {
            if (Files.exists(workingDirectory)) {
                // The server changes into its data directory; this also tells while it refuses connections.
                return Files.isSameFile(workingDirectory, cluster);
            }
        } catch (IOException e) {
            LOG.debug("Working directory of process {} is not readable", candidate.pid(), e);
        }
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show data_directory")) {
            return result.next() && Files.isSameFile(Path.of(result.getString(1)), cluster);
        } catch (SQLException | IOException e) {
            LOG.debug("PostgreSQL on port {} does not say which directory it serves", port, e);
            return false;
        }
    }

    /** An orderly stop waits until all clients have left, and the killed application's may not have noticed yet. */
    private static void disconnectClients(int port) {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        } catch (SQLException e) {
            LOG.debug("PostgreSQL on port {} takes no connection, so there is no client to disconnect", port, e);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&loginTimeout=5&socketTimeout=5");
    }

    private boolean hasEnded(ProcessHandle process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            // The server's last act is to remove its file. A dead process that nobody collects (a container without
            // init) counts as alive for ever, but has no program any more.
            if (!process.isAlive()
                    || !Files.exists(pidFile)
                    || process.info().command().isEmpty()) {
                return true;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return false;
    }
}
