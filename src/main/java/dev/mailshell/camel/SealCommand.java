package dev.mailshell.camel;

import dev.mailshell.mime.Document;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.Identity;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a command in JSON by the mail that carries it, sealed for one server. */
final class SealCommand implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

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
        exchange.getExchangeExtension().addOnCompletion(new Closing(mail, file));
        exchange.getMessage().setBody(mail);
        trail.happened(outgoing.command().id().toString(), "sealed for " + server.name());
    }

    private static final class Closing extends SynchronizationAdapter {

        private final OutgoingMail mail;
        private final WorkFile file;

        Closing(OutgoingMail mail, WorkFile file) {
            this.mail = mail;
            this.file = file;
        }

        @Override
        public void onDone(Exchange exchange) {
            try (file) {
                mail.close();
            } catch (IOException e) {
                LOG.error("a sealed mail could not be deleted", e);
            }
        }
    }
}
