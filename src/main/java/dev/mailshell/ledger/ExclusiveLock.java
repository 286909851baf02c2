package dev.mailshell.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A lock that one connection of all processes holds, until it is closed or its process ends, however that comes: SQLite's
 * exclusive lock on an otherwise empty file.
 */
public final class ExclusiveLock implements AutoCloseable {

    // Not a FileLock: POSIX drops all of a process's locks on a file when the process closes any descriptor of it, so
    // that a
    // second, refused open in this process would end the first one's lock unseen. SQLite takes care of that.
    private final Connection connection;

    private ExclusiveLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes the lock.
     *
     * @param file for the lock alone; it stays when the lock goes
     * @throws LedgerFailure if another holder, in this process or in another one, keeps it for longer than
     *     {@code waitMillis}
     */
    public static ExclusiveLock take(Path file, int waitMillis) {
        ExclusiveLock lock = new ExclusiveLock(SqliteDatabase.connect(file, waitMillis));
        try (Statement statement = lock.connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            return lock;
        } catch (SQLException e) {
            lock.close();
            throw new LedgerFailure(SqliteDatabase.nameOf(file) + reason(e), e);
        }
    }

    /** @throws LedgerFailure if it cannot be given back; the end of the process does that too */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LedgerFailure("cannot release a lock (was: " + e.getMessage() + ")", e);
        }
    }

    private static String reason(SQLException e) {
        return e.getErrorCode() == SqliteDatabase.BUSY
                ? " is held by another process"
                : " cannot be locked (was: " + e.getMessage() + ")";
    }
}
