package io.reglament;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The SQL statements of some threads, as the libraries log them; JPA names each row of a batch, the engine a batch once. */
public final class SqlLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String ENGINE = "org.camunda.bpm.engine.impl";
    private static final List<String> LOGGERS =
            List.of("org.hibernate.SQL", "org.springframework.jdbc.core.JdbcTemplate", ENGINE);

    private final Predicate<String> thread;
    private final List<String> ofTheCrm = new CopyOnWriteArrayList<>();
    private final List<String> ofTheEngine = new CopyOnWriteArrayList<>();

    /** @param thread which threads' statements count, by their names; mail and timers work beside every test */
    public SqlLog(Predicate<String> thread) {
        this.thread = thread;
        start();
        loggers().forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(this);
        });
    }

    /** Forgets what was sent so far. */
    public void clear() {
        ofTheCrm.clear();
        ofTheEngine.clear();
    }

    public List<String> ofTheCrm() {
        return ofTheCrm;
    }

    public List<String> ofTheEngine() {
        return ofTheEngine;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!thread.test(event.getThreadName())) {
            return;
        }
        String text = event.getFormattedMessage();
        if (event.getLoggerName().startsWith(ENGINE)) {
            if (text.contains("Preparing: ")) {
                ofTheEngine.add(text);
            }
        } else if (event.getLoggerName().endsWith(".SQL") || text.contains("SQL statement [")) {
            ofTheCrm.add(text);
        }
    }

    @Override
    public void close() {
        loggers().forEach(logger -> {
            logger.setLevel(null);
            logger.setAdditive(true);
            logger.detachAppender(this);
        });
        stop();
    }

    private static Stream<Logger> loggers() {
        return LOGGERS.stream().map(name -> (Logger) LoggerFactory.getLogger(name));
    }
}
