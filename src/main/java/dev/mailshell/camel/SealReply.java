package dev.mailshell.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.human.ReadableReply;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.mime.Document;
import dev.mailshell.mime.MessageId;
import dev.mailshell.model.Form;
import dev.mailshell.model.Identity;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Replaces a reply by the mails that carry it, each sealed for the client that asked: as many parts as it needs, or one for a person,
 * whose mail program would not join them.
 */
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
        ComposedReply composed = Facts.COMPOSED.of(exchange);
        Answer answer = new Answer(envelope(exchange), client, question);
        exchange.getMessage()
                .setBody(
                        Facts.form(exchange) == Form.HUMAN
                                ? List.of(answer.seal(readable(composed, exchange)))
                                : seal(composed, answer));
    }

    /** In the format of the question; in that of the keys if an earlier build took it. */
    private Envelope envelope(Exchange exchange) {
        return Facts.FORMAT.find(exchange).map(envelope::answering).orElse(envelope);
    }

    private static Envelope.Letter readable(ComposedReply composed, Exchange exchange) {
        boolean encrypted = Facts.isEncrypted(exchange);
        Document text = Document.answer(ReadableReply.of(composed.reply(), Facts.COMMAND.find(exchange), encrypted));
        return Envelope.Letter.ofReadableReply(text, composed.attachments());
    }

    private List<SealedMail> seal(ComposedReply composed, Answer answer) throws Exception {
        int document = document(composed.reply()).length();
        Slicing slices = new Slicing(composed.attachments(), room.attached(document));
        List<SealedMail> mails = new ArrayList<>();
        try {
            for (int part = 1; part <= slices.count(); part++) {
                Reply reply = composed.reply().inPart(part, slices.count());
                mails.add(answer.seal(Envelope.Letter.ofReply(document(reply), slices.piece(part))));
            }
            return mails;
        } catch (Exception e) {
            deleteAfter(e, mails);
            throw e;
        }
    }

    private Document document(Reply reply) throws JsonProcessingException {
        return Document.of(SignedPart.REPLY, json.writeValueAsBytes(reply));
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

    /** Where a reply goes, and how. */
    private record Answer(Envelope envelope, Identity client, Optional<MessageId> question) {

        /** The ledger takes the file over. */
        SealedMail seal(Envelope.Letter letter) throws IOException, ProtectionFailure {
            return new SealedMail(
                    client.address(), envelope.seal(letter, client, question).path());
        }
    }
}
