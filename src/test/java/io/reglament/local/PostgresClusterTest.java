package io.reglament.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Embedded PostgreSQL of the local profile")
class PostgresClusterTest {

    private Path directory;

    @BeforeEach
    void choose_an_own_directory() {
        directory = Path.of("target", "test-data", UUID.randomUUID().toString());
    }

    @Test
    @DisplayName("survives kill -9 of the application with LANG=C: the orphan is taken over, no row is lost")
    void survives_a_kill() throws Exception {
        Process application = startApplication();
        try {
            assertThatThrownBy(() -> new DataDirectory(directory))
                    .isInstanceOf(LocalStartFailure.class)
                    .hasMessageContaining("in use by another running Reglament")
                    .hasMessageContaining("(process " + application.pid() + ")");
        } finally {
            application.destroyForcibly().waitFor();
        }
        long orphan = Long.parseLong(
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives the application")
                .isPresent();

        try (DataDirectory data = new DataDirectory(directory);
                PostgresCluster postgres = new PostgresCluster(data, 0)) {
            assertThat(query(postgres, "select text from note")).isEqualTo("Жалоба");
            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(postgres, "select lower('Ж')")).isEqualTo("ж");
            assertThat(query(postgres, "select to_tsvector('russian', 'ОШИБКИ') @@ to_tsquery('russian', 'ошибка')"))
                    .isEqualTo("t");
            assertThat(query(postgres, "select 'ЖАЛОБА' ~* 'жалоб'")).isEqualTo("t");
            assertThat(serverProcess()).isNotEqualTo(orphan);
        }
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @DisplayName("starts although the pid file of a crash names a process that is now a different program")
    void ignores_a_reused_process_number() throws Exception {
        try (DataDirectory data = new DataDirectory(directory)) {
            new PostgresCluster(data, 0).close();
            Files.writeString(
                    directory.resolve("postgres/postmaster.pid"),
                    ProcessHandle.current().pid() + "\n" + data.root().resolve("postgres") + "\n0\n5432\n");
            try (PostgresCluster postgres = new PostgresCluster(data, 0)) {
                assertThat(query(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    @DisplayName("leaves alone a PostgreSQL of another directory that the pid file names, and says so")
    void leaves_another_server_alone() throws Exception {
        Path other = directory.resolveSibling(UUID.randomUUID().toString());
        try (DataDirectory data = new DataDirectory(directory);
                DataDirectory otherData = new DataDirectory(other);
                PostgresCluster otherPostgres = new PostgresCluster(otherData, 0)) {
            Path pidFile =
                    Files.createDirectories(directory.resolve("postgres")).resolve("postmaster.pid");
            Files.copy(other.resolve("postgres/postmaster.pid"), pidFile);

            assertThatThrownBy(() -> new PostgresCluster(data, 0))
                    .isInstanceOf(LocalStartFailure.class)
                    .hasMessageContaining("cannot be told");
            assertThat(query(otherPostgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("sets aside what an initialisation left that was killed half-way")
    void sets_an_incomplete_directory_aside() throws Exception {
        Path half = Files.createDirectories(directory.resolve("postgres"));
        Files.writeString(half.resolve("postgresql.conf"), "# half");
        try (DataDirectory data = new DataDirectory(directory);
                PostgresCluster postgres = new PostgresCluster(data, 0)) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
            try (var left = Files.newDirectoryStream(directory, "postgres.incomplete-*")) {
                assertThat(left.iterator().next().resolve("postgresql.conf")).hasContent("# half");
            }
        }
    }

    @Test
    @DisplayName("says where its log is and shows the end of it when it does not start")
    void tells_why_it_does_not_start() throws Exception {
        try (DataDirectory data = new DataDirectory(directory)) {
            new PostgresCluster(data, 0).close();
            Files.writeString(directory.resolve("postgres/PG_VERSION"), "9.6\n");

            assertThatThrownBy(() -> new PostgresCluster(data, 0, Duration.ofSeconds(1)))
                    .isInstanceOf(LocalStartFailure.class)
                    .hasMessageContaining("postgres.log")
                    .hasMessageContaining("9.6");
        }
    }

    @Test
    @DisplayName("finds a locale that knows Cyrillic letters, whatever the system calls it")
    void chooses_a_locale() {
        assertThat(PostgresLocale.choose(List.of("C", "POSIX", "de_DE.utf8", "C.utf8")))
                .contains("C.utf8");
        assertThat(PostgresLocale.choose(List.of("C", "de_DE.UTF-8", "en_US.UTF-8")))
                .contains("en_US.UTF-8");
        assertThat(PostgresLocale.choose(List.of("C", "de_DE", "de_DE.utf8"))).contains("de_DE.utf8");
        assertThat(PostgresLocale.choose(List.of("C", "POSIX"))).isEmpty();
    }

    private Process startApplication() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledApplication.class.getName(),
                directory.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().anyMatch("ready"::equals)).isTrue();
        return process;
    }

    private long serverProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0));
    }

    private static String query(PostgresCluster postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
