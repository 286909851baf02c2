package dev.mailshell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.TreeHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionTest {

    private static final IdentityName WEB1 = new IdentityName("web1");

    @TempDir
    Path directory;

    private TestLog log;
    private Optional<SeenLog> known = Optional.empty();

    @BeforeEach
    void grow() throws Exception {
        log = TestLog.of("web1").add("a", 5);
    }

    @Test
    void pinsTheKeyOfTheFirstCheckpointAndKeepsTheNewest() throws Exception {
        fits(List.of(), log.statement());
        assertThat(sizes()).containsExactly(5L);

        List<TreeHead> asked = asked();
        log.add("a", 8);
        fits(asked, log.statement(5));

        assertThat(sizes()).containsExactly(13L);
        assertThat(known.orElseThrow().key()).isEqualTo(log.sealed().key());
    }

    @Test
    void doesNotMindALogThatHasNotGrown() throws Exception {
        fits(List.of(), log.statement());
        fits(asked(), log.statement(5));

        assertThat(sizes()).containsExactly(5L);
    }

    @Test
    void checksWhatItKnowsOnceButEveryOtherSignatureOfTheSameCheckpoint() throws Exception {
        AuditStatement statement = log.statement();
        fits(List.of(), statement);
        SealedCheckpoint newest = statement.newest();
        SealedCheckpoint unsigned = new SealedCheckpoint(
                newest.checkpoint(), newest.key(), Base64.getEncoder().encodeToString(new byte[64]));

        fits(asked(), log.statement(5));
        breaks(Reason.AUDIT_SIGNATURE_INVALID, asked(), new AuditStatement(unsigned, statement.proofs()));
    }

    @Test
    void findsALogThatWasRolledBack() throws Exception {
        fits(List.of(), log.statement());
        TestLog old = log.anew().add("a", 3);

        breaks(Reason.AUDIT_ROLLED_BACK, asked(), old.statement(5));
        assertThat(sizes()).containsExactly(5L);
    }

    @Test
    void findsALogThatWasRolledBackAndHasGrownAgain() throws Exception {
        fits(List.of(), log.statement());
        TestLog other = log.anew().add("a", 3).add("b", 9);

        breaks(Reason.AUDIT_NOT_EXTENDED, asked(), other.statement(5));
    }

    @Test
    void findsAnotherLogOfTheSameSize() throws Exception {
        fits(List.of(), log.statement());
        TestLog other = log.anew().add("a", 4).add("b", 1);

        breaks(Reason.AUDIT_NOT_EXTENDED, asked(), other.statement(5));
        breaks(Reason.AUDIT_NOT_EXTENDED, List.of(), other.statement());
    }

    @Test
    void findsThatAProofIsLeftOut() throws Exception {
        fits(List.of(), log.statement());
        List<TreeHead> asked = asked();
        log.add("a", 1);

        breaks(Reason.AUDIT_NOT_EXTENDED, asked, log.statement());
    }

    @Test
    void findsThatTheLogIsKeptSecretAllOfASudden() throws Exception {
        fits(List.of(), log.statement());

        Extension silent = Extension.of(WEB1, known, asked(), Optional.empty());

        assertThat(reason(silent)).contains(Reason.AUDIT_MISSING);
        assertThat(reason(Extension.of(WEB1, Optional.empty(), List.of(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void findsAnotherKeyAndASignatureThatDoesNotFitAndTheLogOfAnotherServer() throws Exception {
        fits(List.of(), log.statement());
        AuditStatement good = log.statement(5);
        SealedCheckpoint newest = good.newest();
        AuditStatement forged = new AuditStatement(
                new SealedCheckpoint(
                        newest.checkpoint(),
                        newest.key(),
                        log.anew().add("x", 1).sealed().signature()),
                good.proofs());

        breaks(Reason.AUDIT_KEY_CHANGED, asked(), TestLog.of("web1").add("a", 6).statement(5));
        breaks(Reason.AUDIT_SIGNATURE_INVALID, asked(), forged);
        assertThat(reason(Extension.of(new IdentityName("db1"), Optional.empty(), List.of(), Optional.of(good))))
                .contains(Reason.AUDIT_SIGNATURE_INVALID);
    }

    @Test
    void takesRepliesInAnyOrderAndAsksForAllThatIsNotProvedYet() throws Exception {
        fits(List.of(), log.statement());
        List<TreeHead> asked = asked();
        log.add("a", 2);
        AuditStatement first = log.statement(5);
        log.add("a", 4);
        AuditStatement second = log.statement(5);

        fits(asked, second);
        fits(asked, first);
        assertThat(sizes()).containsExactly(7L, 11L);
        assertThat(asked()).extracting(TreeHead::size).containsExactly(7L, 11L);

        List<TreeHead> both = asked();
        log.add("a", 1);
        fits(both, log.statement(7, 11));
        assertThat(sizes()).containsExactly(12L);
    }

    @Test
    void findsThatTwoRepliesTellTwoStories() throws Exception {
        fits(List.of(), log.statement());
        List<TreeHead> asked = asked();
        TestLog other = log.anew().add("a", 5).add("b", 2);
        log.add("a", 6);
        fits(asked, log.statement(5));
        fits(asked, other.statement(5));

        List<TreeHead> both = asked();
        log.add("a", 1);

        breaks(Reason.AUDIT_NOT_EXTENDED, both, log.statement(7, 11));
    }

    @Test
    void keepsTheAlarmUntilSomebodyDecides() throws Exception {
        fits(List.of(), log.statement());
        TestLog other = log.anew().add("b", 9);

        for (int i = 0; i < 3; i++) {
            breaks(Reason.AUDIT_NOT_EXTENDED, asked(), other.add("b", 1).statement(5));
        }
    }

    @Test
    void keepsWhatWasSeenInAFileOfItsOwner() throws Exception {
        fits(List.of(), log.statement());
        Path file = directory.resolve("web1.seen");

        known.orElseThrow().write(file);

        assertThat(SeenLog.read(file)).isEqualTo(known);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SeenLog.read(directory.resolve("db1.seen"))).isEmpty();
    }

    private List<TreeHead> asked() {
        return known.orElseThrow().asked();
    }

    private List<Long> sizes() {
        return known.orElseThrow().checkpoints().stream()
                .map(seen -> seen.head().size())
                .toList();
    }

    private void fits(List<TreeHead> asked, AuditStatement received) {
        Extension extension = Extension.of(WEB1, known, asked, Optional.of(received));
        assertThat(reason(extension)).isEmpty();
        known = ((Extension.Fits) extension).log();
    }

    private void breaks(Reason reason, List<TreeHead> asked, AuditStatement received) {
        Extension extension = Extension.of(WEB1, known, asked, Optional.of(received));
        assertThat(reason(extension)).contains(reason);
        assertThat(((Extension.Breaks) extension).alarm().evidence())
                .startsWith("error: " + reason)
                .contains(
                        "\nhint: ",
                        Long.toString(received.newest().head().size()) + " "
                                + received.newest().head().root());
    }

    private static Optional<Reason> reason(Extension extension) {
        return extension instanceof Extension.Breaks breaks
                ? Optional.of(breaks.alarm().reason())
                : Optional.empty();
    }
}
