package dev.mailshell.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the outer header of a mail. The subject says nothing about the command. */
public final class MessageWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    private MessageWriter() {}

    /**
     * Writes the header fields of a message (RFC 5322). What follows is a sealed entity with its {@code MIME-Version} and
     * {@code Content-*} fields, an empty line and a 7-bit body.
     */
    public static void write(MessageHeader header, OutputStream out) throws IOException {
        out.write(fields(header).getBytes(StandardCharsets.US_ASCII));
    }

    private static String fields(MessageHeader header) {
        StringBuilder text = new StringBuilder();
        field(text, "From", header.from());
        field(text, "To", header.to());
        field(text, "Subject", header.subject());
        field(text, "Date", date(header.date()));
        field(text, "Message-ID", header.messageId());
        header.inReplyTo().ifPresent(id -> field(text, "In-Reply-To", id));
        header.inReplyTo().ifPresent(id -> field(text, "References", id));
        if (header.autoReplied()) {
            field(text, "Auto-Submitted", "auto-replied");
        }
        return text.toString();
    }

    /** {@code time} as a {@code Date} field has it (RFC 5322 section 3.3), in UTC. */
    public static String date(Instant time) {
        return DATE.format(time);
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
