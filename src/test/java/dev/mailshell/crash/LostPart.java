package dev.mailshell.crash;

import dev.mailshell.config.Home;
import dev.mailshell.e2e.Forger;
import dev.mailshell.e2e.Parties;
import dev.mailshell.ledger.PartBounds;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.ledger.SqliteSentCommands;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A command of two parts that alice sent to web1: one part has come, the other has not, and now it is too late for it. */
final class LostPart {

    /** Longer than {@link Forger#json} gives it, and not too long to be answered. */
    private static final Duration AGO = Duration.ofHours(2);

    private LostPart() {}

    static void into(Parties parties, UUID id) throws IOException {
        Instant issuedAt = Clock.systemUTC().instant().minus(AGO);
        expectAnswer(parties.home("alice"), id, issuedAt);
        keep(
                parties.home("web1"),
                id,
                Forger.json(id.toString(), issuedAt, "true").replaceFirst("}$", ",\"part\":1,\"parts\":2}"));
    }

    private static void expectAnswer(Home alice, UUID id, Instant issuedAt) throws IOException {
        try (SentCommands sent = SqliteSentCommands.open(alice.state())) {
            sent.sending(id, new IdentityName("web1"), issuedAt, List.of());
        }
    }

    private static void keep(Home web1, UUID id, String document) throws IOException {
        Path part = Files.createTempFile(web1.directory(), "part", "");
        PartFolder.open(web1.parts(), new PartBounds(1, 1000, 1000), Clock.systemUTC())
                .keep(
                        new CommandKey(new IdentityName("alice"), id),
                        document.getBytes(StandardCharsets.UTF_8),
                        1,
                        2,
                        part);
    }
}
