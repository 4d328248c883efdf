package io.reglament.mail.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets one node at a time read a mailbox: PostgreSQL advisory locks, all on one connection of this node, which live as
 * long as that connection. A node must say every few seconds that it is there: the database ends the connection of one
 * that hangs or whose machine or network is gone, and another node takes over within 30 s.
 */
@Component
class MailboxLocks {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxLocks.class);

    /** Keeps our locks apart from those of other software on the same database. */
    private static final int NAMESPACE = 0x5245474C;

    private static final int ANSWER_SECONDS = 5;

    /** How long the database believes that a silent node is there. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final DataSource database;
    private final Duration silence;
    private final Set<String> held = new HashSet<>();
    private Connection connection;

    @Autowired
    MailboxLocks(DataSource database) {
        this(database, SILENCE);
    }

    MailboxLocks(DataSource database, Duration silence) {
        this.database = database;
        this.silence = silence;
    }

    /** @return how often {@link #stay()} must be called */
    Duration beat() {
        return silence.dividedBy(4);
    }

    /** Tells the database that this node is there. */
    synchronized void stay() {
        if (connection != null) {
            try (Statement sign = connection.createStatement()) {
                sign.setQueryTimeout(ANSWER_SECONDS);
                sign.execute("select 1");
            } catch (SQLException e) {
                LOG.warn("Locks of the mailboxes are lost: {}", e.getMessage());
                release();
            }
        }
    }

    /** @return whether this node may read the mailbox now */
    synchronized boolean hold(String mailbox) {
        try {
            if (connection == null || !connection.isValid(ANSWER_SECONDS)) {
                release();
                connection = database.getConnection();
                connection.setAutoCommit(true);
                limit(connection, silence.toMillis() + "ms");
            }
            return held.contains(mailbox) || tryLock(mailbox);
        } catch (SQLException e) {
            LOG.warn("Locks of the mailboxes are lost: {}", e.getMessage());
            release();
            return false;
        }
    }

    /** @return whether the database was there when it was asked last */
    synchronized boolean isConnected() {
        return connection != null;
    }

    synchronized void release() {
        held.clear();
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try (old;
                PreparedStatement unlock = old.prepareStatement("select pg_advisory_unlock_all()")) {
            // A pooled connection outlives its close: the locks would stay, and so would its limit.
            unlock.execute();
            limit(old, "0");
        } catch (SQLException e) {
            LOG.debug("The connection of the mailbox locks was gone", e);
        }
    }

    private static void limit(Connection connection, String silence) throws SQLException {
        try (Statement limit = connection.createStatement()) {
            limit.execute("set idle_session_timeout = '" + silence + "'");
        }
    }

    private boolean tryLock(String mailbox) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            lock.setInt(1, NAMESPACE);
            lock.setString(2, mailbox);
            try (ResultSet result = lock.executeQuery()) {
                boolean locked = result.next() && result.getBoolean(1);
                if (locked) {
                    held.add(mailbox);
                }
                return locked;
            }
        }
    }
}
