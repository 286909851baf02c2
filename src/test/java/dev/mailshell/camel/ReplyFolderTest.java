package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.AtOnce;
import dev.mailshell.config.LogContent;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.ledger.PartBounds;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.ledger.SqliteSentCommands;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyFolderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName WEB1 = new IdentityName("web1");

    @TempDir
    Path directory;

    /** After a crash the same reply may be in the vault twice. */
    @Test
    void filesOneOfTwoCopiesThatComeAtOnceAndRefusesTheOther() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("replies"));
        try (SentCommands sent = SqliteSentCommands.open(directory.resolve("state"))) {
            ReplyFolder replies = new ReplyFolder(
                    folder, StrictJson.mapper(), sent, parts(folder, sent), noOneWaits(), log(), Clock.systemUTC());
            for (int round = 0; round < 20; round++) {
                Reply reply = reply();
                sent.sending(reply.id(), WEB1, NOON, List.of());

                assertThat(AtOnce.call(2, () -> outcome(replies, reply)))
                        .containsExactlyInAnyOrder(Optional.empty(), Optional.of(Reason.REPLY_UNEXPECTED));
                assertThat(folder.resolve(reply.id() + ".json")).isNotEmptyFile();
            }
        }
    }

    private ClientLog log() throws Exception {
        CommandLog log = new CommandLog(
                Files.createDirectory(directory.resolve("logs")),
                ClientLog.COLUMNS,
                Clock.systemUTC(),
                (what, failure) -> {});
        return new ClientLog(
                log,
                LogContent.NONE,
                new IdentityName("alice"),
                new SentInvocations(new CommandFile(StrictJson.mapper())),
                Clock.systemUTC());
    }

    private static AwaitedReplies noOneWaits() {
        return new AwaitedReplies(new Expectation() {
            @Override
            public void soon() {}

            @Override
            public void over() {}
        });
    }

    private ReplyParts parts(Path folder, SentCommands sent) throws Exception {
        PartFolder parts = PartFolder.open(directory.resolve("parts"), new PartBounds(1, 1, 1), Clock.systemUTC());
        return new ReplyParts(parts, folder, StrictJson.mapper(), sent, Clock.systemUTC(), (subject, event) -> {});
    }

    private Optional<Reason> outcome(ReplyFolder replies, Reply reply) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(reply);
        Facts.JOINED.set(exchange, JoinedMessage.of(List.of()));
        try {
            replies.process(exchange);
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused.reason());
        }
    }

    private static Reply reply() {
        return new Reply(
                UUID.randomUUID(),
                UUID.randomUUID(),
                WEB1,
                Set.of(new IdentityName("alice")),
                FinalStatus.DONE,
                OptionalInt.of(0),
                Optional.empty(),
                NOON,
                Optional.of(NOON),
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                1,
                1);
    }
}
