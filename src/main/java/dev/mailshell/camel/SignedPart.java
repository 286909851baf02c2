package dev.mailshell.camel;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.human.HumanForm;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.ProtectedHeader;
import dev.mailshell.model.Form;
import dev.mailshell.model.Reason;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the JSON document out of the signed entity; a mail that a person typed, or is to read, stays as it is. */
final class SignedPart implements Processor {

    static final String COMMAND = "application/vnd.mailshell.command+json";
    static final String REPLY = "application/vnd.mailshell.reply+json";

    private static final String ATTACHED = "application/octet-stream";

    private final String mediaType;

    private SignedPart(String mediaType) {
        this.mediaType = mediaType;
    }

    static SignedPart ofCommands() {
        return new SignedPart(COMMAND);
    }

    static SignedPart ofReplies() {
        return new SignedPart(REPLY);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        OpenedMessage opened = exchange.getMessage().getBody(OpenedMessage.class);
        MimeEntity whole = MimeEntity.read(opened.entity());
        // The answer belongs under the id that is signed, if there is one.
        ProtectedHeader.of(whole).messageId().map(MessageId::value).ifPresent(id -> Facts.MESSAGE_ID.set(exchange, id));
        // To a server a command or a vote; to a client a request for a vote.
        if (HumanForm.isOf(whole)) {
            Facts.FORM.set(exchange, Form.HUMAN);
            return;
        }
        if (!opened.encrypted()) {
            throw new Unanswerable(
                    Reason.NOT_ENCRYPTED, "the mail is signed and not encrypted, and not the text of a person");
        }
        Facts.FORM.set(exchange, Form.MACHINE);
        exchange.getMessage().setBody(document(whole));
    }

    /** The JSON of the document in a signed entity that no person typed. */
    byte[] document(MimeEntity whole) throws IOException, Refusal {
        return json(part(whole));
    }

    private MimeEntity part(MimeEntity whole) throws IOException, Refusal {
        if (!mediaType.equals(REPLY) && whole.mediaType().is(REPLY)) {
            // Two servers that answered each other's answers would never end.
            throw new Unanswerable(Reason.CONTENT_TYPE_REFUSED, "the signed part is a reply, not a command");
        }
        if (!whole.mediaType().is("multipart/mixed")) {
            requireDocument(whole);
            return whole;
        }
        List<MimeEntity> parts = whole.parts();
        if (parts.isEmpty()) {
            throw new Refusal(Reason.EXTRA_PART, "the signed multipart has no part", "");
        }
        requireDocument(parts.get(0));
        for (MimeEntity part : parts.subList(1, parts.size())) {
            if (!part.mediaType().is(ATTACHED)) {
                throw new Refusal(Reason.EXTRA_PART, "a signed part is neither the document nor an attached file", "");
            }
        }
        return parts.get(0);
    }

    private void requireDocument(MimeEntity part) throws IOException, Refusal {
        if (!part.mediaType().is(mediaType)) {
            throw new Refusal(
                    Reason.CONTENT_TYPE_REFUSED,
                    "the signed part is of another content type (expected " + mediaType + ")",
                    "write Content-Type: " + mediaType + " into the part before signing it");
        }
    }

    private static byte[] json(MimeEntity document) throws IOException, Refusal {
        try (InputStream content = document.content()) {
            byte[] json = content.readNBytes(StrictJson.MAX_BYTES + 1);
            if (json.length > StrictJson.MAX_BYTES) {
                throw new Refusal(
                        Reason.JSON_MALFORMED,
                        "the document is too large (expected at most " + StrictJson.MAX_BYTES + " bytes)",
                        "send less in one message");
            }
            return json;
        }
    }
}
