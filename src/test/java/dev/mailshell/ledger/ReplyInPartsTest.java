package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reply of several parts in the outbox. */
class ReplyInPartsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));
    private static final MailAddress ADDRESS = new MailAddress("alice@mail.test");

    @TempDir
    Path home;

    private Ledger ledger;
    private CommandKey key;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"));
        key = accepted();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void leavesInItsOrderOnePartAtATime() throws IOException {
        OutboxEntry first = finish(key, "one", "two", "three");
        assertThat(first).returns(1, OutboxEntry::part).returns(3, OutboxEntry::parts);

        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(first.id());
        OutboxEntry second = ledger.outbox().accepted(first.id()).orElseThrow();
        assertThat(second.mail().message()).hasContent("two");
        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(second.id());
        OutboxEntry third = ledger.outbox().accepted(second.id()).orElseThrow();
        assertThat(third.mail().message()).hasContent("three");

        assertThat(ledger.outbox().accepted(third.id())).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void isRepliedWithItsLastPartOnly() throws IOException {
        OutboxEntry first = finish(key, "one", "two");

        OutboxEntry second = ledger.outbox().accepted(first.id()).orElseThrow();
        assertThat(state()).isEqualTo(CommandState.FINISHED);

        ledger.outbox().accepted(second.id());
        assertThat(state()).isEqualTo(CommandState.REPLIED);
    }

    @Test
    void lendsNoPartBeforeTheOneThatWaits() throws IOException {
        OutboxEntry first = finish(key, "one", "two");
        long second = first.id() + 1;

        assertThat(ledger.outbox().take(second, NOON, LATER)).isEmpty();
        ledger.outbox().take(first.id(), NOON, LATER);
        assertThat(ledger.outbox().take(second, NOON, LATER)).isEmpty();
        ledger.outbox().postpone(first.id(), LATER);
        assertThat(ledger.outbox().due(NOON, 10)).isEmpty();
        ledger.outbox().accepted(first.id());
        assertThat(ledger.outbox().take(second, NOON, LATER)).isPresent();
    }

    @Test
    void holdsUpNoOtherReply() throws IOException {
        OutboxEntry large = finish(key, "one", "two", "three");
        OutboxEntry small = finish(accepted(), "small");
        ledger.outbox().take(large.id(), NOON, LATER);

        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(small.id());
    }

    @Test
    void isReplacedByOneSmallMailFromTheRefusedPartOn() throws IOException {
        OutboxEntry first = finish(key, "one", "two", "three");
        OutboxEntry second = ledger.outbox().accepted(first.id()).orElseThrow();
        ledger.outbox().take(second.id(), NOON, LATER);

        OutboxEntry small = ledger.outbox().replace(second.id(), mail("small"));

        assertThat(small).isEqualTo(new OutboxEntry(second.id(), key, small.mail(), 1, 1, 0, true));
        assertThat(files()).containsExactly(small.mail().message());
        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(small.id());
        assertThat(ledger.outbox().accepted(small.id())).isEmpty();
        assertThat(state()).isEqualTo(CommandState.REPLIED);
    }

    @Test
    void isGivenUpAsAWhole() throws IOException {
        OutboxEntry first = finish(key, "one", "two", "three");

        ledger.outbox().abandon(first.id());

        assertThat(state()).isEqualTo(CommandState.REPLIED);
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNoFileWhenItCannotBeCommitted() throws Exception {
        execute("CREATE TRIGGER fault BEFORE INSERT ON outbox WHEN NEW.part = 3"
                + " BEGIN SELECT RAISE(ABORT, 'no room'); END");

        assertThatThrownBy(() -> finish(key, "one", "two", "three")).isInstanceOf(LedgerFailure.class);

        assertThat(state()).isEqualTo(CommandState.ACCEPTED);
        assertThat(files()).isEmpty();
        assertThat(ledger.outbox().due(NOON, 10)).isEmpty();
    }

    @Test
    void leavesNoFileWhenAPartIsGone() throws Exception {
        SealedMail gone = mail("gone");
        Files.delete(gone.message());

        assertThatThrownBy(() -> ledger.finish(key, done(), List.of(mail("one"), gone)))
                .isInstanceOf(LedgerFailure.class);

        assertThat(state()).isEqualTo(CommandState.ACCEPTED);
        assertThat(files()).isEmpty();
    }

    /** The tables of the first release, with a reply that waits. */
    @Test
    void goesOnWithWhatTheFirstReleaseHasLeft() throws Exception {
        OutboxEntry waiting = finish(key, "from before");
        ledger.close();
        execute("ALTER TABLE outbox RENAME TO parts");
        execute(
                "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, signer TEXT NOT NULL, command_id TEXT NOT NULL,"
                        + " recipient TEXT NOT NULL, file TEXT NOT NULL UNIQUE, attempts INTEGER NOT NULL DEFAULT 0,"
                        + " next_attempt BIGINT NOT NULL DEFAULT 0, leased_until BIGINT NOT NULL DEFAULT 0,"
                        + " replacement INTEGER NOT NULL DEFAULT 0, UNIQUE (signer, command_id),"
                        + " FOREIGN KEY (signer, command_id) REFERENCES commands (signer, id))");
        execute(
                "INSERT INTO outbox SELECT id, signer, command_id, recipient, file, attempts, next_attempt, leased_until,"
                        + " replacement FROM parts");
        execute("DROP TABLE parts");
        for (String statement : FormerSchema.backTo(1)) {
            execute(statement);
        }
        open();

        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(waiting.id());
        assertThat(ledger.outbox().take(waiting.id(), NOON, LATER))
                .contains(new OutboxEntry(waiting.id(), waiting.key(), waiting.mail(), 1, 1, 1, false));
        assertThat(waiting.mail().message()).hasContent("from before");
        finish(key, "one", "two");
    }

    private OutboxEntry finish(CommandKey command, String... contents) throws IOException {
        List<SealedMail> mails = new ArrayList<>();
        for (String content : contents) {
            mails.add(mail(content));
        }
        return ledger.finish(command, done(), mails);
    }

    private CommandKey accepted() {
        CommandKey accepted = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        ledger.accept(accepted, NOON, LATER);
        return accepted;
    }

    @Test
    void leavesNoPartBehindIfOneCannotBeTakenOver() throws Exception {
        Path first = Files.writeString(home.resolve("first"), "one");
        Path last = Files.writeString(home.resolve("last"), "three");
        MailAddress alice = new MailAddress("alice@mail.test");
        SealedMailFolder folder = SealedMailFolder.open(home.resolve("outbox-of-parts"));

        assertThatThrownBy(() -> folder.adopt(List.of(
                        new SealedMail(alice, first),
                        new SealedMail(alice, home.resolve("missing")),
                        new SealedMail(alice, last))))
                .isInstanceOf(LedgerFailure.class);

        assertThat(first).doesNotExist();
        assertThat(last).doesNotExist();
        assertThat(home.resolve("outbox-of-parts")).isEmptyDirectory();
    }

    private SealedMail mail(String content) throws IOException {
        return new SealedMail(ADDRESS, Files.writeString(Files.createTempFile(home, "sealed", ".eml"), content));
    }

    private static Ending done() {
        return new Ending(FinalStatus.DONE, OptionalInt.of(0), NOON);
    }

    private CommandState state() {
        return ledger.find(key).orElseThrow().state();
    }

    private List<Path> files() throws IOException {
        return DurableFiles.list(home.resolve("state/outbox"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state/state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
