package dev.mailshell.camel;

import dev.mailshell.ledger.SentCommands;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.CommandDraft;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;

/** Makes the command of a taken command file, under the id that the file got when it was taken: one for each server. */
final class ReadCommandFile implements Processor {

    private static final Duration EXPIRES = Duration.ofHours(24);

    private final CommandFile files;
    private final IdentityName self;
    private final AddressBook servers;
    private final SentCommands sent;
    private final Clock clock;

    ReadCommandFile(CommandFile files, IdentityName self, AddressBook servers, SentCommands sent, Clock clock) {
        this.files = files;
        this.self = self;
        this.servers = servers;
        this.sent = sent;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Path file = Path.of(exchange.getMessage().getBody(GenericFile.class).getAbsoluteFilePath());
        CommandDraft draft = files.read(file);
        for (IdentityName server : draft.to()) {
            servers.identity(server);
        }
        Command command = command(TakenName.of(file).id(), draft);
        exchange.getMessage()
                .setBody(command.to().stream()
                        .sorted()
                        .map(server -> new OutgoingCommand(command, server))
                        .toList());
    }

    private Command command(UUID id, CommandDraft draft) {
        // A later attempt is the same command: it expires when the first would have.
        Instant issuedAt = sent.firstSending(id).orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
        return new Command(
                id,
                self,
                draft.to(),
                issuedAt,
                issuedAt.plus(draft.expires().orElse(EXPIRES)),
                draft.invocation(),
                draft.options());
    }
}
