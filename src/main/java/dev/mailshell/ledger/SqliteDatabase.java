package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * One connection to one SQLite file of mode 0600 (SQLite gives its {@code -wal} and {@code -shm} the same). A transaction is
 * on disk when its call returns; the threads of this process take turns.
 */
final class SqliteDatabase implements AutoCloseable {

    /** The vendor code of SQLITE_BUSY: another connection holds the lock. */
    static final int BUSY = 5;

    /** How long a connection waits for another one's lock. */
    static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private final String name;
    private final Connection connection;
    private final Transaction transaction;
    private final String begin;

    private SqliteDatabase(String name, Connection connection, String begin) {
        this.name = name;
        this.connection = connection;
        this.transaction = new Transaction(new Statements(connection));
        this.begin = begin;
    }

    /**
     * Opens a database, creates it if it is not there, and checks it.
     *
     * @throws LedgerFailure if it is no sound database, is open to others, or has a newer schema
     */
    static SqliteDatabase open(Path file, Schema schema) {
        return open(file, schema, List.of());
    }

    /** As above; {@code settings} are executed first. */
    static SqliteDatabase open(Path file, Schema schema, List<String> settings) {
        // Immediate: one that began by reading could not wait for another process to finish writing.
        return prepared(file, "BEGIN IMMEDIATE", database -> database.prepare(schema, settings));
    }

    /**
     * Opens a database to read it, also while another connection, of this process or of another one, writes; each transaction sees what was
     * committed before it.
     *
     * @throws LedgerFailure if it is not there, is open to others, or was not written by this release
     */
    static SqliteDatabase openToRead(Path file, Schema schema) {
        if (!Files.isRegularFile(file)) {
            throw new LedgerFailure("there is no " + nameOf(file), "the first start of the server makes it");
        }
        return prepared(file, "BEGIN", database -> database.prepareToRead(schema));
    }

    private static SqliteDatabase prepared(Path file, String begin, Consumer<SqliteDatabase> preparation) {
        SqliteDatabase database = new SqliteDatabase(nameOf(file), connect(file, BUSY_TIMEOUT_MILLIS), begin);
        try {
            preparation.accept(database);
            return database;
        } catch (RuntimeException e) {
            try {
                database.close();
            } catch (LedgerFailure suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Opens a plain connection in the driver's defaults; {@code busyTimeoutMillis} is how long it waits for locks. */
    static Connection connect(Path file, int busyTimeoutMillis) {
        Properties settings = new Properties();
        settings.setProperty("busy_timeout", Integer.toString(busyTimeoutMillis));
        try {
            DurableFiles.file(file);
            NativeLibrary.load(file.toAbsolutePath().getParent());
            // As a URI, because the driver takes a ? in a plain path for the start of its options.
            return DriverManager.getConnection("jdbc:sqlite:" + file.toUri(), settings);
        } catch (IOException | SQLException e) {
            throw new LedgerFailure("cannot open " + nameOf(file) + " (was: " + e.getMessage() + ")", e);
        }
    }

    /** The last two parts of a path, such as {@code state/state.db}: what a message calls it. */
    static String nameOf(Path file) {
        Path absolute = file.toAbsolutePath();
        int parts = absolute.getNameCount();
        return absolute.subpath(Math.max(0, parts - 2), parts).toString();
    }

    /**
     * Does {@code work} as one transaction.
     *
     * @param doing what it does, for the message of a failure: {@code accept alice/...}
     * @throws LedgerFailure if the database fails; one that {@code work} throws is passed on. Nothing has happened then.
     */
    synchronized <T> T transaction(String doing, Work<T> work) {
        try {
            execute(begin);
            try {
                T result = work.in(transaction);
                execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(doing, e);
        }
    }

    /** As above, but a loss of power may undo it until the next {@link #transaction} that writes; a kill of the process does not. */
    synchronized <T> T lazily(String doing, Work<T> work) {
        try {
            execute("PRAGMA synchronous = NORMAL");
            try {
                return transaction(doing, work);
            } finally {
                execute("PRAGMA synchronous = FULL");
            }
        } catch (SQLException e) {
            throw failure(doing, e);
        }
    }

    /** From now on, a loss of power undoes nothing that was done before. */
    void force() {
        // Any write will do: the log is forced to disk as a whole.
        transaction("force to disk", tx -> tx.update("PRAGMA application_id = 0"));
    }

    /**
     * Moves what is in the write-ahead log into the file, and cuts the log to nothing.
     *
     * @return whether that was possible; not while another program reads the database
     */
    synchronized boolean emptyLog() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return result.next() && result.getInt(1) == 0;
        } catch (SQLException e) {
            throw failure("empty the log", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }

    private void prepare(Schema schema, List<String> settings) {
        try {
            for (String setting : settings) {
                execute(setting);
            }
            execute("PRAGMA journal_mode = WAL");
            execute("PRAGMA synchronous = FULL");
            execute("PRAGMA foreign_keys = ON");
        } catch (SQLException e) {
            throw failure("open", e);
        }
        transaction("check", tx -> {
            schema.check(tx, name);
            schema.apply(tx, name);
            return null;
        });
    }

    private void prepareToRead(Schema schema) {
        transaction("open", tx -> {
            tx.update("PRAGMA query_only = ON");
            schema.requireNewest(tx, name);
            return null;
        });
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollback(Throwable reason) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private LedgerFailure failure(String doing, SQLException e) {
        return new LedgerFailure("cannot " + doing + " in " + name + " (was: " + e.getMessage() + ")", e);
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction tx) throws SQLException;
    }
}
