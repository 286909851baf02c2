package dev.mailshell.camel;

import dev.mailshell.mime.Document;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.Identity;
import jakarta.mail.Session;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Replaces a command in JSON by the mail that carries it, sealed for one server. */
final class SealCommand implements Processor {

    private final Envelope envelope;
    private final AddressBook servers;
    private final Session session;
    private final Trail trail;

    SealCommand(Envelope envelope, AddressBook servers, Session session, Trail trail) {
        this.envelope = envelope;
        this.servers = servers;
        this.session = session;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Document document =
                Document.of(SignedPart.COMMAND, exchange.getMessage().getBody(byte[].class));
        OutgoingCommand outgoing = Facts.OUTGOING.of(exchange);
        Identity server = servers.identity(outgoing.server());
        WorkFile file =
                envelope.seal(Envelope.Letter.ofCommand(document, outgoing.attachments()), server, Optional.empty());
        OutgoingMail mail = OutgoingMail.open(session, file.path());
        exchange.getExchangeExtension().addOnCompletion(new ClosedAfterwards(mail, file));
        exchange.getMessage().setBody(mail);
        trail.happened(outgoing.command().id().toString(), "sealed for " + server.name());
    }
}
