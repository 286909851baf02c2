package dev.mailshell.mime;

import jakarta.mail.internet.ParameterList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Writes the MIME entity that gets signed: one document, alone or followed by attached files. */
public final class EntityWriter {

    private final SecureRandom random;

    /** A writer whose boundaries come from {@code random}. */
    public EntityWriter(SecureRandom random) {
        this.random = random;
    }

    /**
     * Writes {@code document} as one entity, or as the first part of a {@code multipart/mixed} if there are attachments. Attachments are
     * in base64, since programs that treat a part as text would change their line ends.
     */
    public void write(OutputStream out, Document document, List<Attachment> attachments) throws IOException {
        if (attachments.isEmpty()) {
            writeDocument(out, document);
        } else {
            writeMixed(out, document, attachments);
        }
    }

    private void writeMixed(OutputStream out, Document document, List<Attachment> attachments) throws IOException {
        byte[] unique = new byte[16];
        random.nextBytes(unique);
        String boundary = "part-" + HexFormat.of().formatHex(unique);
        ascii(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n");
        writeDocument(out, document);
        for (Attachment attachment : attachments) {
            ascii(out, "\r\n--" + boundary + "\r\n");
            writeAttachment(out, attachment);
        }
        ascii(out, "\r\n--" + boundary + "--\r\n");
    }

    private static void writeDocument(OutputStream out, Document document) throws IOException {
        ascii(out, document.fields() + "\r\n");
        out.write(document.body());
    }

    private static void writeAttachment(OutputStream out, Attachment attachment) throws IOException {
        ascii(out, "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n");
        ascii(out, "Content-Disposition: attachment" + fileNameParameter(attachment.fileName()) + "\r\n\r\n");
        try (InputStream content = attachment.content();
                WrappedBase64 base64 = new WrappedBase64(out)) {
            content.transferTo(base64);
        }
    }

    /** Quoted, or in the form of RFC 2231 if it is not ASCII. */
    private static String fileNameParameter(String name) {
        ParameterList list = new ParameterList();
        list.set("filename", name, "UTF-8");
        return list.toString("Content-Disposition: attachment".length());
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
