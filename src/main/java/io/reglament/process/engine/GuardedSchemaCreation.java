package io.reglament.process.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SchemaOperationsCommand;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Lets one node at a time create or update the engine's tables: the engine itself does not expect two. */
final class GuardedSchemaCreation implements SchemaOperationsCommand {

    private final SchemaOperationsCommand creation;

    GuardedSchemaCreation(SchemaOperationsCommand creation) {
        this.creation = creation;
    }

    @Override
    public Void execute(CommandContext context) {
        // Released by the end of the transaction, in which PostgreSQL creates the tables too.
        try (PreparedStatement lock = context.getSession(DbSqlSession.class)
                .getSqlSession()
                .getConnection()
                .prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, StartLocks.ENGINE_SCHEMA);
            lock.execute();
        } catch (SQLException e) {
            throw new ProcessEngineException("cannot lock the database to create the engine's tables", e);
        }
        return creation.execute(context);
    }
}
