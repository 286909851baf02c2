package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.MailAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {

    private static final String TYPE = "application/vnd.mailshell.command+json";
    private static final MailAddress WEB1 = new MailAddress("web1@mail.test");
    private static final MailAddress ALICE = new MailAddress("alice@mail.test");

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();

    private Path write(byte[] document, List<Attachment> attachments) throws IOException {
        Path target = directory.resolve("entity");
        try (OutputStream out = Files.newOutputStream(target)) {
            new EntityWriter(random).write(out, Document.of(TYPE, document), attachments);
        }
        return target;
    }

    private static byte[] content(MimeEntity entity) throws IOException {
        try (InputStream in = entity.content()) {
            return in.readAllBytes();
        }
    }

    @Test
    void aDocumentAloneIsOneEntity() throws IOException {
        byte[] json = "{\"line\":\"\u00e4\"}".getBytes(StandardCharsets.UTF_8);
        MimeEntity entity = MimeEntity.read(write(json, List.of()));
        assertThat(entity.mediaType().is(TYPE)).isTrue();
        assertThat(content(entity)).isEqualTo(json);
    }

    @Test
    void attachmentsComeBackByteForByteWithTheirNames() throws IOException {
        byte[] bytes = new byte[100_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("f"), bytes);
        Path empty = Files.createFile(directory.resolve("e"));
        List<MimeEntity> parts = MimeEntity.read(write(
                        new byte[] {'{', '}'},
                        List.of(Attachment.whole("stdout", file), Attachment.whole("\u00e4 \"b\".txt", empty))))
                .parts();
        assertThat(parts).hasSize(3);
        assertThat(content(parts.get(0))).isEqualTo(new byte[] {'{', '}'});
        assertThat(parts.get(1).fileName()).contains("stdout");
        assertThat(content(parts.get(1))).isEqualTo(bytes);
        assertThat(parts.get(2).fileName()).contains("\u00e4 \"b\".txt");
        assertThat(content(parts.get(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\r\nBcc: x", "..", ""})
    void refusesAnAttachmentNameThatIsNotAPlainOne(String name) {
        assertThatThrownBy(() -> new Attachment(name, directory, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesOnlyOurHeader() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        MessageId id = new MessageId("<1@mail.test>");
        MessageHeader header = new MessageHeader(
                WEB1,
                ALICE,
                Subject.PLAIN,
                Instant.parse("2026-11-01T02:03:04Z"),
                id,
                Optional.of(new MessageId("<0@x>")),
                true);
        MessageWriter.write(header, target);
        String expected =
                """
                From: web1@mail.test
                To: alice@mail.test
                Subject: Mail Shell
                Date: Sun, 1 Nov 2026 02:03:04 +0000
                Message-ID: <1@mail.test>
                In-Reply-To: <0@x>
                References: <0@x>
                Auto-Submitted: auto-replied
                """;
        assertThat(target.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a@b>\r\nBcc: c@d", "a@b", "<a b@c>", "<@>", "<a@b> <c@d>", "<a@b>\n"})
    void refusesMessageIdsThatCouldInjectAHeader(String id) {
        assertThat(MessageId.of(id)).isEmpty();
        assertThatThrownBy(() -> new MessageId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesADifferentMessageIdEachTime() {
        MessageId first = MessageId.fresh(random, ALICE);
        assertThat(first.value()).endsWith("@mail.test>");
        assertThat(MessageId.fresh(random, ALICE)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; x=y",
                "Auto-Submitted:",
                "Return-Path: < >",
                "List-Id: x",
                "Precedence: Bulk",
                "Precedence: list",
                "Content-Type: multipart/report; boundary=b"
            })
    void seesThatAMachineWroteAMail(String field) throws IOException {
        assertThat(outer(field).automatic()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: No (a person)",
                "Return-Path: <a@b>",
                "Precedence: first-class",
                "X-Auto-Response-Suppress: All"
            })
    void doesNotTakeAPersonForAMachine(String field) throws IOException {
        assertThat(outer(field).automatic()).isEmpty();
    }

    @Test
    void countsHowOftenAMailWasHandedOn() throws IOException {
        assertThat(outer("Received: a\r\nX-Received: b\r\nreceived: c").hops()).isEqualTo(2);
    }

    @Test
    void usesAMessageIdOnlyIfThereIsOneOfPlainForm() throws IOException {
        assertThat(outer("Message-ID: <a@b>").messageId()).contains(new MessageId("<a@b>"));
        assertThat(outer("Message-ID: <a@b>\r\nMessage-ID: <c@d>").messageId()).isEmpty();
        assertThat(outer("Message-ID: nonsense").messageId()).isEmpty();
    }

    private OuterHeader outer(String field) throws IOException {
        return OuterHeader.of(MimeEntity.read(Files.writeString(directory.resolve("outer"), field + "\r\n\r\nbody")));
    }
}
