package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger for each test, and what goes into one. */
abstract class OpenLedger {

    static final IdentityName ALICE = new IdentityName("alice");
    static final IdentityName BOB = new IdentityName("bob");
    static final MailAddress ADDRESS = new MailAddress("alice@mail.test");
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
    static final Instant FORGET = NOON.plus(Duration.ofDays(1));
    static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path home;

    Ledger ledger;

    /** Opens the ledger whose files are below {@code home}. */
    abstract Ledger open(Path home);

    @BeforeEach
    void openIt() {
        ledger = open(home);
    }

    @AfterEach
    void closeIt() {
        ledger.close();
    }

    final void reopen() {
        ledger.close();
        ledger = open(home);
    }

    final CommandKey accepted() {
        CommandKey key = key(ALICE);
        assertThat(ledger.accept(key, NOON, FORGET)).isTrue();
        return key;
    }

    final OutboxEntry waiting() throws IOException {
        return ledger.finish(accepted(), denied(), mail("sealed"));
    }

    final SealedMail mail(String content) throws IOException {
        Path file = Files.createTempFile(home, "sealed", ".eml");
        return new SealedMail(ADDRESS, Files.writeString(file, content, US_ASCII));
    }

    final CommandState state(CommandKey key) {
        return ledger.find(key).orElseThrow().state();
    }

    static CommandKey key(IdentityName signer) {
        return new CommandKey(signer, UUID.randomUUID());
    }

    static Ending denied() {
        return new Ending(FinalStatus.DENIED, OptionalInt.empty(), NOON);
    }

    static Ending done() {
        return new Ending(FinalStatus.DONE, OptionalInt.of(0), NOON);
    }
}
