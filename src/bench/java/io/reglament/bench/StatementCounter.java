package io.reglament.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts one thread's round trips to the database by statement text: what works in the background asks as well. Costs
 * time, so nothing is measured while it counts.
 */
final class StatementCounter extends DelegatingDataSource {

    private static final String COMMIT = "commit";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile Thread counted;

    StatementCounter(DataSource target) {
        super(target);
    }

    /** Begins to count what the calling thread asks. */
    void begin() {
        counts.clear();
        counted = Thread.currentThread();
    }

    /** @return number of round trips by statement since {@link #begin} */
    Map<String, LongAdder> end() {
        counted = null;
        return Map.copyOf(counts);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return Thread.currentThread() == counted ? counted(connection) : connection;
    }

    private Connection counted(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (method.getName().equals("prepareStatement")) {
                return proxy(PreparedStatement.class, (PreparedStatement) result, (call, values, answer) -> {
                    if (call.getName().startsWith("execute")) {
                        count((String) arguments[0]);
                    }
                    return answer;
                });
            }
            if (method.getName().equals("createStatement")) {
                return proxy(Statement.class, (Statement) result, (call, values, answer) -> {
                    if (call.getName().startsWith("execute")) {
                        count((String) values[0]);
                    }
                    return answer;
                });
            }
            if (method.getName().equals(COMMIT)) {
                count(COMMIT);
            }
            return result;
        });
    }

    private void count(String statement) {
        counts.computeIfAbsent(statement.strip().replaceAll("\\s+", " "), key -> new LongAdder())
                .increment();
    }

    private interface After {
        Object called(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                StatementCounter.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.called(method, arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
