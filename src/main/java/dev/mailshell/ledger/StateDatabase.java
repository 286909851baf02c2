package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The databases in the state directory of a home that a backup holds, each in a file of its own. */
public enum StateDatabase {
    /** What a server has accepted, and its audit log. A copy knows that it is one. */
    LEDGER("state.db") {
        @Override
        Schema schema() {
            return SqliteLedger.SCHEMA;
        }

        @Override
        void mark(Transaction tx, Instant copiedAt) throws SQLException {
            RestoreRows.mark(tx, copiedAt);
        }

        @Override
        void requireMark(Transaction tx) throws SQLException {
            if (RestoreRows.unopened(tx).isEmpty()) {
                throw new LedgerFailure(
                        "the ledger does not say that it is a copy, so that commands could run a second time",
                        "restore a file that mailshell backup wrote");
            }
        }
    },
    /** What a client has sent. */
    SENT_COMMANDS("sent.db") {
        @Override
        Schema schema() {
            return SqliteSentCommands.SCHEMA;
        }
    },
    /** A server's memory of one-time codes. */
    CODE_HISTORIES("totp.db") {
        @Override
        Schema schema() {
            return SqliteCodeHistories.SCHEMA;
        }
    },
    /** The mail of a hub's users. */
    MAIL_STORE("mail.db") {
        @Override
        Schema schema() {
            return DeliveryRows.SCHEMA;
        }
    };

    private final String fileName;

    StateDatabase(String fileName) {
        this.fileName = fileName;
    }

    abstract Schema schema();

    /** Says of a copy that it is one, if that matters. */
    @SuppressWarnings("unused")
    void mark(Transaction tx, Instant copiedAt) throws SQLException {}

    @SuppressWarnings("unused")
    void requireMark(Transaction tx) throws SQLException {}

    /** What its file is called. */
    public String fileName() {
        return fileName;
    }

    /**
     * Copies all that is committed at one moment, also while others write; the copy is checked, has the tables of this release, and is a file
     * of mode 0600 without a log beside it. Needs up to as much room as the database.
     *
     * @param from must be there
     * @param to must not be there
     * @throws LedgerFailure if the database is damaged or of a newer release, or cannot be copied
     */
    public void copy(Path from, Path to, Instant copiedAt) throws LedgerFailure {
        try (Connection source = SqliteDatabase.connect(from, SqliteDatabase.BUSY_TIMEOUT_MILLIS)) {
            // An empty file is taken for one that is not there; so it is never open to others.
            DurableFiles.file(to);
            try (PreparedStatement copying = source.prepareStatement("VACUUM INTO ?")) {
                copying.setString(1, to.toAbsolutePath().toString());
                copying.execute();
            }
        } catch (SQLException | IOException e) {
            throw new LedgerFailure("cannot copy " + SqliteDatabase.nameOf(from) + " (was: " + e.getMessage() + ")", e);
        }
        make(to, copiedAt);
    }

    /**
     * Makes one in which nothing is recorded yet, for a home that has not been used: to a ledger that is merely missing, nothing would say later
     * that it is a copy.
     *
     * @param to must not be there
     * @throws LedgerFailure if it cannot be made
     */
    public void make(Path to, Instant copiedAt) throws LedgerFailure {
        change(to, tx -> {
            mark(tx, copiedAt);
            return Optional.empty();
        });
    }

    /**
     * Makes sure that {@code file} is a sound copy, and brings its tables to this release.
     *
     * @throws LedgerFailure if it is damaged, of a newer release, or a ledger that does not say that it is a copy
     */
    public void requireCopy(Path file) throws LedgerFailure {
        change(file, tx -> {
            requireMark(tx);
            return Optional.empty();
        });
    }

    private void change(Path file, SqliteDatabase.Work<Optional<Void>> work) {
        try (SqliteDatabase database = SqliteDatabase.open(file, schema())) {
            database.transaction("look at a copy", work);
            if (!database.emptyLog()) {
                throw new LedgerFailure(
                        "another program uses " + SqliteDatabase.nameOf(file), "do it again without it");
            }
        }
    }
}
