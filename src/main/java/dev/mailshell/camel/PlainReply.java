package dev.mailshell.camel;

import dev.mailshell.human.ReadableReply;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.mime.Document;
import dev.mailshell.mime.MessageId;
import dev.mailshell.model.Identity;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** INSECURE, for the lab alone: replaces a reply by a mail in plain text that says so. */
final class PlainReply implements Processor {

    static final String WARNING =
            "INSECURE LAB: this mail and its command are neither signed nor encrypted. For teaching only.";

    private final Envelope envelope;
    private final AddressBook addresses;

    PlainReply(Envelope envelope, AddressBook addresses) {
        this.envelope = envelope;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Identity client = addresses.identity(Facts.COMMAND_KEY.of(exchange).signer());
        ComposedReply composed = Facts.COMPOSED.of(exchange);
        String text = ReadableReply.of(composed.reply(), Facts.COMMAND.find(exchange), true);
        Envelope.Letter letter =
                Envelope.Letter.ofReadableReply(Document.answer(WARNING + "\n\n" + text), composed.attachments());
        exchange.getMessage()
                .setBody(List.of(new SealedMail(
                        client.address(),
                        envelope.seal(
                                        letter,
                                        client,
                                        Facts.MESSAGE_ID.find(exchange).flatMap(MessageId::of))
                                .path())));
    }
}
