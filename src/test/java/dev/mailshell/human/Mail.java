package dev.mailshell.human;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A signed mail of alice in a file, each byte one character. */
record Mail(Path file) {

    static final Instant SIGNED = Instant.parse("2026-11-20T10:00:00Z");
    static final Signing SIGNING = new Signing(new IdentityName("alice"), SIGNED, "0".repeat(64));
    static final Duration MAX_AGE = Duration.ofHours(24);

    private static final HumanForm FORM = new HumanForm(MAX_AGE);

    static Mail of(Path directory, String entity) throws IOException {
        return new Mail(Files.writeString(directory.resolve("entity"), entity, StandardCharsets.ISO_8859_1));
    }

    /** A part of that type with that body, whose LF become CRLF. */
    static Mail of(Path directory, String type, String body) throws IOException {
        return of(directory, "Content-Type: " + type + "\r\n\r\n" + body.replace("\n", "\r\n"));
    }

    MimeEntity entity() throws IOException {
        return MimeEntity.read(file);
    }

    TypedCommand typed() throws Exception {
        return FORM.read(entity(), SIGNING);
    }

    TypedCommand script() throws Exception {
        return FORM.readScript(entity(), SIGNING);
    }

    Command command() throws Exception {
        return typed().command();
    }

    String line() throws Exception {
        return ((Invocation.Line) command().invocation()).text();
    }

    UnreadableText refusal() {
        return catchThrowableOfType(UnreadableText.class, this::typed);
    }

    static String content(InputFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.content().writeTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
