package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/** A process that works a ledger without end, and prints what it did after each commit. */
final class CommittingUntilKilled {

    private CommittingUntilKilled() {}

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        try (Ledger ledger = SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"))) {
            for (int round = 0; true; round++) {
                CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
                ledger.accept(key, now, now);
                System.out.println("ACCEPTED " + key.id());
                ledger.running(key, "uptime", now);
                System.out.println("RUNNING " + key.id());
                OutboxEntry entry =
                        ledger.finish(key, new Ending(FinalStatus.DONE, OptionalInt.of(0), now), mail(home, key));
                System.out.println("FINISHED " + key.id());
                conclude(ledger.outbox(), entry, round % 3, home);
            }
        }
    }

    private static void conclude(Outbox outbox, OutboxEntry entry, int way, Path home) throws IOException {
        if (way == 0) {
            outbox.accepted(entry.id());
            System.out.println("REPLIED " + entry.key().id());
        } else if (way == 1) {
            outbox.replace(
                    entry.id(),
                    new SealedMail(
                            entry.mail().recipient(), mail(home, entry.key()).message()));
        }
    }

    private static SealedMail mail(Path home, CommandKey key) throws IOException {
        Path file = Files.writeString(Files.createTempFile(home, "sealed", ".eml"), key.toString());
        return new SealedMail(new MailAddress("alice@mail.test"), file);
    }
}
