package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.model.SeenSizes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The table of commands. Each change names the states that it may come from, so that no order of calls skips one. */
final class CommandRows {

    private static final String SELECT =
            "SELECT signer, id, form, format, message_id, state, received_at, started_at, status, exit_code, finished_at, command, audit_seen"
                    + " FROM commands ";

    /** What waits for approvals, or has just stopped to, was not left behind. */
    private static final String NOT_WAITING =
            "NOT EXISTS (SELECT 1 FROM approvals WHERE approvals.signer = commands.signer"
                    + " AND approvals.id = commands.id AND approvals.state <> 'RESUMED')";

    private CommandRows() {}

    static boolean insert(
            Transaction tx,
            CommandKey key,
            Question question,
            Instant receivedAt,
            Instant acceptedAt,
            Instant forgetAfter)
            throws SQLException {
        return tx.update(
                        "INSERT INTO commands (signer, id, form, format, message_id, state, received_at, accepted_at, forget_after, audit_seen)"
                                + " VALUES (?, ?, ?, ?, ?, 'ACCEPTED', ?, ?, ?, ?) ON CONFLICT (signer, id) DO NOTHING",
                        key.signer().value(),
                        key.id().toString(),
                        question.form().name(),
                        question.format().map(MessageFormat::name).orElse(null),
                        question.messageId().orElse(null),
                        Micros.of(receivedAt),
                        Micros.of(acceptedAt),
                        Micros.of(forgetAfter),
                        question.seen().toString())
                == 1;
    }

    static void requireAccepted(Transaction tx, CommandKey key) throws SQLException {
        Optional<LedgerEntry> entry = find(tx, key);
        int accepted = entry.isPresent() && entry.get().state() == CommandState.ACCEPTED ? 1 : 0;
        expectOne(accepted, tx, key, "wait", "ACCEPTED");
    }

    static void running(Transaction tx, CommandKey key, String command, Instant startedAt) throws SQLException {
        int changed = tx.update(
                "UPDATE commands SET state = 'RUNNING', command = ?, started_at = ?"
                        + " WHERE signer = ? AND id = ? AND state = 'ACCEPTED'",
                command,
                Micros.of(startedAt),
                key.signer().value(),
                key.id().toString());
        expectOne(changed, tx, key, "start", "ACCEPTED");
    }

    static void finished(Transaction tx, CommandKey key, Ending ending) throws SQLException {
        int changed = tx.update(
                "UPDATE commands SET state = 'FINISHED', status = ?, exit_code = ?, finished_at = ?"
                        + " WHERE signer = ? AND id = ? AND state IN ('ACCEPTED', 'RUNNING')",
                ending.status().wire(),
                ending.exitCode().isPresent() ? ending.exitCode().getAsInt() : null,
                Micros.of(ending.finishedAt()),
                key.signer().value(),
                key.id().toString());
        expectOne(changed, tx, key, "finish", "ACCEPTED or RUNNING");
    }

    static void replied(Transaction tx, CommandKey key) throws SQLException {
        int changed = tx.update(
                "UPDATE commands SET state = 'REPLIED' WHERE signer = ? AND id = ? AND state = 'FINISHED'",
                key.signer().value(),
                key.id().toString());
        expectOne(changed, tx, key, "be replied", "FINISHED");
    }

    static Optional<LedgerEntry> find(Transaction tx, CommandKey key) throws SQLException {
        return tx.first(
                SELECT + "WHERE signer = ? AND id = ?",
                CommandRows::entry,
                key.signer().value(),
                key.id().toString());
    }

    static List<LedgerEntry> unfinished(Transaction tx) throws SQLException {
        return tx.all(
                SELECT + "WHERE state IN ('ACCEPTED', 'RUNNING') AND " + NOT_WAITING
                        + " ORDER BY received_at, signer, id",
                CommandRows::entry);
    }

    static List<LedgerEntry> beginning(Transaction tx, Optional<IdentityName> signer, String beginning, int most)
            throws SQLException {
        // No character of an id comes after f.
        return tx.all(
                SELECT + "WHERE (signer = ? OR ?) AND id >= ? AND id < ? ORDER BY received_at DESC LIMIT ?",
                CommandRows::entry,
                name(signer),
                signer.isEmpty(),
                beginning,
                beginning + 'g',
                most);
    }

    static List<LedgerEntry> latest(Transaction tx, Optional<IdentityName> signer, int most) throws SQLException {
        return tx.all(
                SELECT + "WHERE (signer = ? OR ?) AND (started_at IS NOT NULL OR status IS NULL OR status <> 'done')"
                        + " ORDER BY received_at DESC, id LIMIT ?",
                CommandRows::entry,
                name(signer),
                signer.isEmpty(),
                most);
    }

    private static String name(Optional<IdentityName> signer) {
        return signer.map(IdentityName::value).orElse("");
    }

    /** The number of a row tells which of two was accepted first, also where the clock does not. */
    static int acceptedSince(Transaction tx, CommandKey command, Instant since) throws SQLException {
        return tx.first(
                        "SELECT count(*) FROM commands WHERE signer = ? AND accepted_at >= ? AND rowid <= coalesce("
                                + "(SELECT rowid FROM commands WHERE signer = ? AND id = ?), 9223372036854775807)",
                        row -> row.getInt(1),
                        command.signer().value(),
                        Micros.of(since),
                        command.signer().value(),
                        command.id().toString())
                .orElseThrow();
    }

    static int startedSince(Transaction tx, String command, Instant since) throws SQLException {
        return tx.first(
                        "SELECT count(*) FROM commands WHERE command = ? AND started_at >= ?",
                        row -> row.getInt(1),
                        command,
                        Micros.of(since))
                .orElseThrow();
    }

    static int prune(Transaction tx, Instant now) throws SQLException {
        // Strictly less, since both sides are rounded down: no entry goes before its time.
        return tx.update("DELETE FROM commands WHERE state = 'REPLIED' AND forget_after < ?", Micros.of(now));
    }

    static boolean mayGiveUp(Transaction tx, CommandKey key, Instant now) throws SQLException {
        return tx.first(
                        "SELECT 1 FROM commands WHERE signer = ? AND id = ? AND state IN ('ACCEPTED', 'RUNNING') AND forget_after < ?",
                        row -> true,
                        key.signer().value(),
                        key.id().toString(),
                        Micros.of(now))
                .isPresent();
    }

    static void giveUp(Transaction tx, CommandKey key) throws SQLException {
        tx.update(
                "DELETE FROM commands WHERE signer = ? AND id = ?",
                key.signer().value(),
                key.id().toString());
    }

    private static void expectOne(int changed, Transaction tx, CommandKey key, String verb, String expected)
            throws SQLException {
        if (changed != 1) {
            String state = find(tx, key).map(entry -> entry.state().name()).orElse("unknown");
            throw new LedgerFailure(
                    "command " + key + " cannot " + verb + " (was " + state + ", expected " + expected + ")");
        }
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                new CommandKey(new IdentityName(row.getString("signer")), UUID.fromString(row.getString("id"))),
                question(row),
                CommandState.valueOf(row.getString("state")),
                Micros.toInstant(row.getLong("received_at")),
                Micros.read(row, "started_at"),
                ending(row),
                Optional.ofNullable(row.getString("command")));
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                Form.valueOf(row.getString("form")),
                Optional.ofNullable(row.getString("format")).map(MessageFormat::valueOf),
                Optional.ofNullable(row.getString("message_id")),
                SeenSizes.parse(row.getString("audit_seen")));
    }

    private static Optional<Ending> ending(ResultSet row) throws SQLException {
        String status = row.getString("status");
        if (status == null) {
            return Optional.empty();
        }
        int exitCode = row.getInt("exit_code");
        return Optional.of(new Ending(
                FinalStatus.ofWire(status),
                row.wasNull() ? OptionalInt.empty() : OptionalInt.of(exitCode),
                Micros.read(row, "finished_at").orElseThrow()));
    }
}
