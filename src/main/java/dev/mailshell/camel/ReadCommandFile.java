package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.TreeHead;
import dev.mailshell.wire.CommandDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;

/** Makes the command of a taken command file, under the id that the file got when it was taken: one for each server and part. */
final class ReadCommandFile implements Processor {

    private final CommandFile files;
    private final IdentityName self;
    private final AddressBook servers;
    private final SentCommands sent;
    private final AuditWatch auditWatch;
    private final Clock clock;
    private final ObjectMapper json;
    private final MailRoom room;
    private final ClientLog log;

    ReadCommandFile(
            CommandFile files,
            IdentityName self,
            AddressBook servers,
            SentCommands sent,
            AuditWatch auditWatch,
            Clock clock,
            ObjectMapper json,
            MailRoom room,
            ClientLog log) {
        this.files = files;
        this.self = self;
        this.servers = servers;
        this.sent = sent;
        this.auditWatch = auditWatch;
        this.clock = clock;
        this.json = json;
        this.room = room;
        this.log = log;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Path file = Path.of(exchange.getMessage().getBody(GenericFile.class).getAbsoluteFilePath());
        CommandDraft draft = files.read(file);
        log.sending(TakenName.of(file).id(), draft.invocation());
        for (IdentityName server : draft.to()) {
            servers.identity(server);
        }
        Command command = command(TakenName.of(file).id(), draft);
        List<Attachment> files = AttachedFolder.of(file).files(draft.options());
        List<OutgoingCommand> all = new ArrayList<>();
        for (IdentityName server : command.to().stream().sorted().toList()) {
            all.addAll(parts(command, server, files));
        }
        exchange.getMessage().setBody(all);
    }

    private List<OutgoingCommand> parts(Command command, IdentityName server, List<Attachment> files)
            throws Refusal, IOException {
        List<TreeHead> asked = auditWatch.askedBy(command.id(), server);
        Command asking =
                command.having(new SeenSizes(asked.stream().map(TreeHead::size).toList()));
        Slicing slices = new Slicing(files, room.attached(json.writeValueAsBytes(asking).length));
        requireFewEnough(slices);
        List<OutgoingCommand> parts = new ArrayList<>();
        for (int part = 1; part <= slices.count(); part++) {
            parts.add(new OutgoingCommand(asking.inPart(part, slices.count()), server, asked, slices.piece(part)));
        }
        return parts;
    }

    private static void requireFewEnough(Slicing slices) throws Refusal {
        if (slices.count() > Command.MAX_PARTS) {
            throw new Refusal(
                    Reason.COMMAND_INVALID,
                    "the attached files need too many mails (was " + slices.count() + ", expected at most "
                            + Command.MAX_PARTS + ")",
                    "attach less, or raise mailshell.max-mail on both sides");
        }
    }

    private Command command(UUID id, CommandDraft draft) {
        // A later attempt is the same command: it expires when the first would have.
        Instant issuedAt = sent.firstSending(id).orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
        return new Command(
                id, self, draft.to(), issuedAt, issuedAt.plus(draft.lifetime()), draft.invocation(), draft.options());
    }
}
