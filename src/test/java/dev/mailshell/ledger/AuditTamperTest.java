package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.audit.AuditEntry;
import dev.mailshell.audit.AuditEvent.Kind;
import dev.mailshell.audit.AuditKey;
import dev.mailshell.audit.Tampered;
import dev.mailshell.audit.Verification;
import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.ConsistencyProof;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.TreeHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the database does all that can be done to a log; each of it shows. */
class AuditTamperTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName WEB1 = new IdentityName("web1");

    @TempDir
    Path home;

    private Path file;
    private AuditKey key;
    private SqliteLedger ledger;

    @BeforeEach
    void work() throws Exception {
        file = home.resolve("state/state.db");
        key = AuditKey.open(home.resolve("audit.pem"), home.resolve("audit.pub"), new SecureRandom());
        ledger = SqliteLedger.open(home.resolve("state"), file);
        for (int i = 0; i < 3; i++) {
            answer();
        }
        seal();
        answer();
        answer();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void findsAWholeLogSoundAndComplete() throws Exception {
        assertThat(check()).isEqualTo(new Verification.Sound(21, 1, 13, 0));
        assertThat(entries())
                .extracting(entry -> entry.event().kind())
                .startsWith(Kind.OPENED, Kind.ACCEPTED, Kind.STARTED, Kind.FINISHED, Kind.REPLIED, Kind.ACCEPTED);
        assertThat(entries().get(3).event().details())
                .containsEntry("status", "failed")
                .containsEntry("exitCode", "3");
    }

    @Test
    void findsAnEntryThatWasRewritten() throws Exception {
        execute("UPDATE audit_entries SET entry = replace(entry, 'failed', 'denied') WHERE number = 4");

        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 4");
    }

    @Test
    void findsAnEntryThatWasRewrittenWithItsHash() throws Exception {
        byte[] forged = new String(entries().get(4).encoded(), StandardCharsets.UTF_8)
                .replace("alice", "carol")
                .getBytes(StandardCharsets.UTF_8);
        execute("UPDATE audit_entries SET entry = x'" + hex(forged) + "', hashes = x'"
                + AuditEntry.hashOf(forged).hex() + "' WHERE number = 5");

        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 6 does not follow");
    }

    @Test
    void findsALogThatWasWrittenAnewFromTheBeginning() throws Exception {
        writeAnew(21);

        tampered(Reason.AUDIT_NOT_EXTENDED, "the first 13 entries are not those that were sealed");
    }

    @Test
    void findsAnEntryThatWasLeftOut() throws Exception {
        execute("DELETE FROM audit_entries WHERE number = 7");
        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 7 is missing");

        execute("UPDATE audit_entries SET number = number - 1 WHERE number > 7");
        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 7 does not follow");
    }

    @Test
    void findsEntriesThatChangedPlaces() throws Exception {
        execute("UPDATE audit_entries SET number = -1 WHERE number = 7");
        execute("UPDATE audit_entries SET number = 7 WHERE number = 9");
        execute("UPDATE audit_entries SET number = 9 WHERE number = -1");

        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 7 does not follow");
    }

    @Test
    void findsThatTheEndWasCutOffBeforeACheckpoint() throws Exception {
        execute("DELETE FROM audit_entries WHERE number > 11");

        tampered(Reason.AUDIT_ROLLED_BACK, "the log has 11 entries (expected at least 13");
    }

    @Test
    void findsAnOldCopyByWhatAClientHasSeen() throws Exception {
        ledger.close();
        byte[] old = Files.readAllBytes(file);
        ledger = SqliteLedger.open(home.resolve("state"), file);
        answer();
        SealedCheckpoint seen = seal();
        assertThat(check(seen).seen()).isOne();
        ledger.close();

        Files.write(file, old);

        assertThat(check()).isEqualTo(new Verification.Sound(21, 1, 13, 0));
        assertThat(catchThrowableOfType(Tampered.class, () -> check(seen)))
                .satisfies(found -> assertThat(found.reason()).isEqualTo(Reason.AUDIT_ROLLED_BACK))
                .hasMessageContaining("which a client has seen");
    }

    @Test
    void findsAnEndThatWasCutOffWithItsCheckpointsByWhatTheServerHasSigned() throws Exception {
        SealedCheckpoint signed = seal();

        execute("DELETE FROM audit_checkpoints WHERE size > 13", "DELETE FROM audit_entries WHERE number > 13");

        assertThat(check()).isEqualTo(new Verification.Sound(13, 1, 13, 0));
        assertThat(catchThrowableOfType(Tampered.class, () -> check(List.of(signed), List.of())))
                .satisfies(found -> assertThat(found.reason()).isEqualTo(Reason.AUDIT_ROLLED_BACK))
                .hasMessageContaining("which this server has signed");
    }

    @Test
    void findsAnotherStoryByWhatAClientHasSeenThoughAllOfItIsSealedAnew() throws Exception {
        SealedCheckpoint seen = seal();
        execute("DELETE FROM audit_checkpoints");
        writeAnew(30);
        seal();
        assertThat(check().entries()).isEqualTo(30);

        assertThat(catchThrowableOfType(Tampered.class, () -> check(seen)).reason())
                .isEqualTo(Reason.AUDIT_NOT_EXTENDED);
    }

    @Test
    void findsAForgedCheckpointAndAnotherKey() throws Exception {
        execute("UPDATE audit_checkpoints SET sealed_at = '2026-11-20T12:00:01Z'");
        tampered(Reason.AUDIT_SIGNATURE_INVALID, "the checkpoint over 13 entries");

        key = AuditKey.open(home.resolve("other.pem"), home.resolve("other.pub"), new SecureRandom());
        tampered(Reason.AUDIT_KEY_CHANGED, "the checkpoint over 13 entries is signed with another key");
    }

    @Test
    void findsACheckpointThatCannotBeRead() throws Exception {
        execute("UPDATE audit_checkpoints SET sealed_at = 'once'");

        tampered(Reason.AUDIT_SIGNATURE_INVALID, "a checkpoint cannot be read");
    }

    @Test
    void findsAHashThatWasChanged() throws Exception {
        execute("UPDATE audit_entries SET hashes = substr(hashes, 1, 32) || zeroblob(length(hashes) - 32)"
                + " WHERE number = 8");

        tampered(Reason.AUDIT_CHAIN_BROKEN, "entry 8");
    }

    @Test
    void changesNothingWhereTheEntryCannotBeWritten() throws Exception {
        CommandKey command = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        execute("CREATE TRIGGER fault BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no room'); END");

        assertThatThrownBy(() -> ledger.accept(command, NOON, NOON)).isInstanceOf(LedgerFailure.class);
        assertThat(ledger.find(command)).isEmpty();

        execute("DROP TRIGGER fault");
        assertThat(ledger.accept(command, NOON, NOON)).isTrue();
        assertThat(check().entries()).isEqualTo(22);
    }

    @Test
    void writesNoEntryForWhatDoesNotHappen() throws Exception {
        CommandKey command = answer();
        long entries = check().entries();

        assertThat(ledger.accept(command, NOON, NOON)).isFalse();
        assertThatThrownBy(() -> ledger.running(command, "uptime", NOON)).isInstanceOf(LedgerFailure.class);
        assertThat(ledger.cancel(command, new IdentityName("alice"), NOON)).isPresent();

        assertThat(check().entries()).isEqualTo(entries);
    }

    @Test
    void provesWhatItCanToAClientAndNothingOfTheRest() throws Exception {
        SealedCheckpoint newest = seal();

        var statement = ledger.audit()
                .statement(new SeenSizes(List.of(1L, 13L, 21L, 22L)))
                .orElseThrow();

        assertThat(statement.newest()).isEqualTo(newest);
        assertThat(statement.proofs()).extracting(proof -> proof.from()).containsExactly(1L, 13L, 21L);
        assertThat(ledger.audit().unsealed()).isEmpty();
    }

    @Test
    void answersWithoutTheProofsThatNeedWhatIsGone() throws Exception {
        SealedCheckpoint newest = seal();
        execute("DELETE FROM audit_entries WHERE number = 8");

        AuditStatement statement =
                ledger.audit().statement(new SeenSizes(List.of(13L, 21L))).orElseThrow();

        assertThat(statement.newest()).isEqualTo(newest);
        assertThat(statement.proofs()).extracting(ConsistencyProof::from).containsExactly(21L);
    }

    private CommandKey answer() throws Exception {
        CommandKey command = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        ledger.accept(command, NOON, NOON.plusSeconds(60));
        ledger.running(command, "uptime", NOON);
        Path mail = Files.writeString(home.resolve(command.id() + ".eml"), "sealed");
        OutboxEntry entry = ledger.finish(
                command,
                new Ending(FinalStatus.FAILED, OptionalInt.of(3), NOON),
                new SealedMail(new MailAddress("alice@mail.test"), mail));
        ledger.outbox().accepted(entry.id());
        return command;
    }

    private SealedCheckpoint seal() throws Exception {
        TreeHead head = ledger.audit().unsealed().orElseThrow();
        Checkpoint checkpoint = new Checkpoint(WEB1, head, NOON);
        Signature signature = Signature.getInstance(AuditKey.ALGORITHM);
        signature.initSign(key.privateKey());
        signature.update(checkpoint.signedBytes());
        SealedCheckpoint sealed =
                new SealedCheckpoint(checkpoint, key.name(), Base64.getEncoder().encodeToString(signature.sign()));
        ledger.audit().keep(sealed);
        return sealed;
    }

    /** As somebody would who knows how entries are made. */
    private void writeAnew(int count) throws Exception {
        execute("DELETE FROM audit_entries");
        AuditTrail forger = new AuditTrail(Clock.fixed(NOON, ZoneOffset.UTC));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (int i = 0; i < count; i++) {
                forger.note(new Transaction(new Statements(connection)), Kind.PRUNED, Optional.empty(), Map.of());
            }
        }
    }

    private Verification.Sound check(SealedCheckpoint... seen) throws Exception {
        return check(List.of(), List.of(seen));
    }

    private Verification.Sound check(List<SealedCheckpoint> signed, List<SealedCheckpoint> seen) throws Exception {
        try (SqliteAuditRecords records = SqliteAuditRecords.open(file)) {
            return new Verification(records, WEB1, key.name()).check(signed, seen);
        }
    }

    private void tampered(Reason reason, String fact) {
        Tampered found = catchThrowableOfType(Tampered.class, this::check);
        assertThat(found).isNotNull().hasMessageContaining(fact);
        assertThat(found.reason()).isEqualTo(reason);
    }

    private List<AuditEntry> entries() throws Exception {
        List<AuditEntry> entries = new ArrayList<>();
        try (SqliteAuditRecords records = SqliteAuditRecords.open(file)) {
            records.forEach(1, (number, encoded, hashes) -> entries.add(AuditEntry.decode(encoded)));
        }
        return entries;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
