package dev.mailshell.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.mime.MessageId;
import dev.mailshell.model.Identity;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Replaces a reply by the mails that carry it, each sealed for the client that asked: as many parts as it needs. */
final class SealReply implements Processor {

    private final Envelope envelope;
    private final AddressBook addresses;
    private final ObjectMapper json;
    private final MailRoom room;

    SealReply(Envelope envelope, AddressBook addresses, ObjectMapper json, MailRoom room) {
        this.envelope = envelope;
        this.addresses = addresses;
        this.json = json;
        this.room = room;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Identity client = addresses.identity(Facts.COMMAND_KEY.of(exchange).signer());
        Optional<MessageId> question = Facts.MESSAGE_ID.find(exchange).flatMap(MessageId::of);
        exchange.getMessage().setBody(seal(Facts.COMPOSED.of(exchange), client, question, envelope(exchange)));
    }

    /** In the format of the question; for one that an earlier run took, and that is not at hand any more, in that of the keys. */
    private Envelope envelope(Exchange exchange) {
        return Facts.OPENED
                .find(exchange)
                .map(opened -> envelope.answering(opened.key()))
                .orElse(envelope);
    }

    private List<SealedMail> seal(
            ComposedReply composed, Identity client, Optional<MessageId> question, Envelope answer) throws Exception {
        int document = json(composed.reply()).getBytes(StandardCharsets.UTF_8).length;
        Slicing slices = new Slicing(composed.attachments(), room.attached(document));
        List<SealedMail> mails = new ArrayList<>();
        try {
            for (int part = 1; part <= slices.count(); part++) {
                Reply reply = composed.reply().inPart(part, slices.count());
                Envelope.Letter letter = new Envelope.Letter(SignedPart.REPLY, json(reply), slices.piece(part), true);
                // The ledger takes the file over.
                mails.add(new SealedMail(
                        client.address(), answer.seal(letter, client, question).path()));
            }
            return mails;
        } catch (Exception e) {
            deleteAfter(e, mails);
            throw e;
        }
    }

    private String json(Reply reply) throws JsonProcessingException {
        return json.writeValueAsString(reply);
    }

    /** A reply of which one part cannot be sealed is none, and its parts may be large. */
    private static void deleteAfter(Exception failure, List<SealedMail> mails) {
        for (SealedMail mail : mails) {
            try {
                Files.deleteIfExists(mail.message());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
