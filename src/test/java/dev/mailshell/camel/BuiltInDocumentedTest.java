package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.ledger.Approval;
import dev.mailshell.ledger.ApprovalEntry;
import dev.mailshell.ledger.ApprovalState;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.KeptMail;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Question;
import dev.mailshell.policy.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@code docs/built-in-commands.md} shows is what a server writes. */
class BuiltInDocumentedTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName BOB = new IdentityName("bob");
    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final LedgerEntry RUNNING = new LedgerEntry(
            new CommandKey(ALICE, UUID.fromString("3f2a1b2c-d4e5-4f60-8123-456789abcdef")),
            Question.of(Form.MACHINE),
            CommandState.RUNNING,
            NOON.minusSeconds(61),
            Optional.of(NOON.minusSeconds(60)),
            Optional.empty(),
            Optional.of("backup"));
    private static final LedgerEntry ENDED = ended(
            "7be01c55-0a9d-4c1e-9d0f-2f6a1e5b8c77",
            ALICE,
            FinalStatus.FAILED,
            OptionalInt.of(3),
            Optional.of("show-log"));
    private static final LedgerEntry WAITING = new LedgerEntry(
            new CommandKey(ALICE, UUID.fromString("6f0c3a52-9f1e-4a53-8f0e-0c7a1e1f2b3c")),
            Question.of(Form.MACHINE),
            CommandState.ACCEPTED,
            NOON.minusSeconds(60),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final LedgerEntry DENIED = ended(
            "c4d2e6f0-1b3a-4c5d-8e7f-90a1b2c3d4e5", BOB, FinalStatus.DENIED, OptionalInt.empty(), Optional.empty());

    @Test
    void showsWhatAServerWrites() throws IOException {
        assertThat(Files.readString(Path.of("docs", "built-in-commands.md")))
                .contains(block(new ServerFacts(
                                WEB1,
                                "0.1.0",
                                NOON.minusSeconds(270_005),
                                Clock.fixed(NOON.plusMillis(4), ZoneOffset.UTC))
                        .ping(NOON.minusMillis(950), NOON)))
                .contains(block(HelpText.of(
                        ALICE,
                        WEB1,
                        List.of(
                                new Offer("disk-usage", Optional.of("Free space of all disks"), "timeout 1m"),
                                new Offer(
                                        "restart-service {service}",
                                        Optional.of("Restart one service"),
                                        "timeout 30s, takes a one-time code"),
                                new Offer("cancel {id}", Optional.empty(), "")))))
                .contains(block(CommandText.list(List.of(RUNNING, ENDED), BuiltInDocumentedTest::wait, false)))
                .contains(block(CommandText.list(List.of(RUNNING, ENDED, DENIED), BuiltInDocumentedTest::wait, true)))
                .contains(block(CommandText.of(RUNNING, Optional.empty(), Optional.empty())))
                .contains(block(CommandText.list(List.of(WAITING), BuiltInDocumentedTest::wait, false)))
                .contains(block(CommandText.of(WAITING, wait(WAITING), Optional.empty())))
                .contains(block(StoredMailAnswer.text(List.of(
                        kept("2026-11-20T11:59:00.123456Z", 4213, "carol", false),
                        kept("2026-11-20T11:55:02.000017Z", 18034, "dave", true)))));
    }

    @Test
    void tellsWhichClockIsWrong() {
        assertThat(new ServerFacts(WEB1, "0.1.0", NOON, Clock.fixed(NOON, ZoneOffset.UTC))
                        .ping(NOON.plusSeconds(61), NOON))
                .contains("\nreceived: 2026-11-20T12:00:00Z, after -1m 1.000s\n");
    }

    @Test
    void saysWhenThereIsNothingToSay() {
        assertThat(CommandText.list(List.of(), BuiltInDocumentedTest::wait, true))
                .isEqualTo("no command is known here\n");
        assertThat(HelpText.of(ALICE, WEB1, List.of())).isEqualTo("alice may run nothing on web1\n");
    }

    @Test
    void letsNoTitleBreakALine() {
        Offer offer = new Offer("a", Optional.of("two\nlines"), "");

        assertThat(HelpText.of(ALICE, WEB1, Collections.nCopies(3, offer)).lines())
                .hasSize(1 + 3 * 3);
    }

    private static Optional<ApprovalEntry> wait(LedgerEntry entry) {
        return entry.state() == CommandState.ACCEPTED
                ? Optional.of(new ApprovalEntry(
                        new Approval(
                                entry.key(),
                                new StoredMail(1, false),
                                "0".repeat(64),
                                "0".repeat(32),
                                2,
                                NOON.plusSeconds(3600),
                                NOON.plusSeconds(3600)),
                        ApprovalState.WAITING,
                        Set.of(BOB),
                        Set.of()))
                : Optional.empty();
    }

    private static KeptMail kept(String arrival, long bytes, String user, boolean setAside) {
        Instant at = Instant.parse(arrival);
        return new KeptMail(
                new StoredMail(at.getEpochSecond() * 1_000_000 + at.getNano() / 1000, false),
                bytes,
                Optional.of(new MailAddress(user + "@example.org")),
                setAside);
    }

    private static String block(String text) {
        return "\n" + text + "```\n";
    }

    private static LedgerEntry ended(
            String id, IdentityName client, FinalStatus status, OptionalInt exitCode, Optional<String> command) {
        return new LedgerEntry(
                new CommandKey(client, UUID.fromString(id)),
                Question.of(Form.MACHINE),
                CommandState.REPLIED,
                NOON.minusSeconds(300),
                command.map(name -> NOON.minusSeconds(299)),
                Optional.of(new Ending(status, exitCode, NOON.minusSeconds(298))),
                command);
    }
}
