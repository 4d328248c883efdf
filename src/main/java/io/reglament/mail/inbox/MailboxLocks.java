package io.reglament.mail.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets one node at a time read a mailbox: PostgreSQL advisory locks, all on one connection of this node, which live as
 * long as that connection; when the node dies, another takes over.
 */
@Component
class MailboxLocks {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxLocks.class);

    /** Keeps our locks apart from those of other software on the same database. */
    private static final int NAMESPACE = 0x5245474C;

    private static final int ANSWER_SECONDS = 5;

    private final DataSource database;
    private final Set<String> held = new HashSet<>();
    private Connection connection;

    MailboxLocks(DataSource database) {
        this.database = database;
    }

    /** @return whether this node may read the mailbox now */
    synchronized boolean hold(String mailbox) {
        try {
            if (connection == null || !connection.isValid(ANSWER_SECONDS)) {
                release();
                connection = database.getConnection();
                connection.setAutoCommit(true);
            }
            return held.contains(mailbox) || tryLock(mailbox);
        } catch (SQLException e) {
            LOG.warn("Locks of the mailboxes are lost: {}", e.getMessage());
            release();
            return false;
        }
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
            // A pooled connection outlives its close: the locks would stay.
            unlock.execute();
        } catch (SQLException e) {
            LOG.debug("The connection of the mailbox locks was gone", e);
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
