package dev.mailshell.crash;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/** A command that was answered so long ago that the ledger may forget it. */
final class OldEntry {

    private OldEntry() {}

    static void into(Home home) throws IOException {
        CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        Ending denied = new Ending(FinalStatus.DENIED, OptionalInt.empty(), Instant.EPOCH);
        SealedMail reply = new SealedMail(
                new MailAddress("alice@mail.test"),
                Files.writeString(home.directory().resolve("old.eml"), "old"));
        try (Ledger ledger = SqliteLedger.open(home.state(), home.database())) {
            ledger.accept(key, Instant.EPOCH, Instant.EPOCH);
            ledger.outbox().accepted(ledger.finish(key, denied, reply).id());
        }
    }
}
