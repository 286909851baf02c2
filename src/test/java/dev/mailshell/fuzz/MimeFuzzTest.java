package dev.mailshell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.mime.AuthenticationResults;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.mime.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes, a mail is read, or refused as one that is malformed; nothing else happens. */
class MimeFuzzTest {

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".eml");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<byte[]> mails() throws IOException {
        return Mutants.of(Stream.concat(Vector.all("cms").stream(), Vector.all("hostile/mail").stream())
                .map(vector -> vector.mail().getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Provide
    Arbitrary<byte[]> encoded() {
        String parts = "--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJjZA==\r\n--b\r\n"
                + "Content-Disposition: attachment; filename*=utf-8''a%20b\r\nContent-Transfer-Encoding:"
                + " quoted-printable\r\n\r\na=3Db=\r\nc\r\n--b--\r\n";
        String mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        return Mutants.of(Stream.of(
                        mixed + parts,
                        mixed + "--b\r\n" + mixed.replace("=b", "=bb") + parts.replace("--b", "--bb") + "--b--",
                        "Content-Type: text/plain; a*0*=utf-8''%41; a*1=b; charset=utf-8\r\nContent-Transfer-Encoding:"
                                + " base64\r\n\r\nYWJj\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Provide
    Arbitrary<byte[]> outerHeaders() {
        String end = "\r\n\r\nx";
        return Mutants.of(Stream.of(
                        "From: \"A, B\" (c (d)) <\"a\\\"b\"@example.org>" + end,
                        "Authentication-Results: mx.test 1; dkim=pass (a (b)) reason=\"c;d\" header.d=mx.test\r\n"
                                + " header.i=\"e f\"@mx.test; spf/1=fail smtp.mailfrom=a@b" + end,
                        "Authentication-Results: \"mx.test\"; none\r\nAuthentication-Results: MX.test; dmarc=pass"
                                + end)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Property(seed = "3", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesWhatFiltersLookAt(@ForAll("outerHeaders") byte[] mail) throws IOException {
        Files.write(file, mail);
        try {
            MimeEntity entity = MimeEntity.read(file);
            Sender.of(entity).ifPresent(sender -> assertThat(sender.domain()).matches("[a-z0-9.-]+"));
            AuthenticationResults.topmost(entity, "mx.test")
                    .ifPresent(found -> assertThat(found.results()).allSatisfy(result -> {
                        assertThat(result.method()).matches("[a-z0-9_-]+");
                        assertThat(result.value()).matches("[a-z0-9_-]+");
                    }));
        } catch (MimeFailure e) {
            assertThat(e.reason().name()).isEqualTo("MAIL_MALFORMED");
        }
    }

    @Property(seed = "1", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachMail(@ForAll("mails") byte[] mail) throws IOException {
        readsOrRefuses(mail);
    }

    @Property(seed = "2", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachMultipart(@ForAll("encoded") byte[] mail) throws IOException {
        readsOrRefuses(mail);
    }

    private static void readsOrRefuses(byte[] mail) throws IOException {
        Files.write(file, mail);
        try {
            MimeEntity entity = MimeEntity.read(file);
            assertThat(entity.bodyStart()).isBetween(entity.start(), entity.end());
            OuterHeader.of(entity);
            readAll(entity, mail.length);
        } catch (MimeFailure e) {
            assertThat(e.reason().name()).isEqualTo("MAIL_MALFORMED");
        }
    }

    private static void readAll(MimeEntity entity, long size) throws IOException {
        entity.fileName().ifPresent(name -> assertThat(name).doesNotContain("/", "\\", "\0", "\n"));
        try (InputStream content = entity.content()) {
            assertThat(content.readAllBytes().length).isLessThanOrEqualTo((int) size);
        }
        if (entity.mediaType().name().startsWith("multipart/")) {
            List<MimeEntity> parts = entity.parts();
            assertThat(parts).hasSizeLessThanOrEqualTo(64);
            for (MimeEntity part : parts) {
                assertThat(part.end()).isLessThanOrEqualTo(entity.end());
                readAll(part, size);
            }
        }
    }
}
