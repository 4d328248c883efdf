package io.reglament.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A program of its own that holds the data directory and a database with one row, until it is killed. */
final class KilledApplication {

    private KilledApplication() {}

    public static void main(String[] args) throws Exception {
        try (DataDirectory data = new DataDirectory(Path.of(args[0]));
                PostgresCluster postgres = new PostgresCluster(data, 0);
                Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
            statement.execute("insert into note values ('Жалоба')");
            System.out.println("ready");
            System.in.read();
        }
    }
}
