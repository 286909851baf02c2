package dev.mailshell.camel;

import dev.mailshell.ledger.SealedMail;
import dev.mailshell.mime.Attachment;
import dev.mailshell.mime.MessageId;
import dev.mailshell.model.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Replaces a reply in JSON by the mail that carries it, sealed for the client that asked. */
final class SealReply implements Processor {

    private final Envelope envelope;
    private final AddressBook addresses;

    SealReply(Envelope envelope, AddressBook addresses) {
        this.envelope = envelope;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String json = exchange.getMessage().getBody(String.class);
        List<Attachment> attachments = Facts.COMPOSED.of(exchange).attachments().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new Attachment(file.getKey(), file.getValue()))
                .toList();
        Identity client = addresses.identity(Facts.COMMAND_KEY.of(exchange).signer());
        Optional<MessageId> question = Facts.MESSAGE_ID.find(exchange).flatMap(MessageId::of);
        Path mail = envelope.seal(new Envelope.Letter(SignedPart.REPLY, json, attachments, true), client, question);
        exchange.getMessage().setBody(new SealedMail(client.address(), mail));
    }
}
