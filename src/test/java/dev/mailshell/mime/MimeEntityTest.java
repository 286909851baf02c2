package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeEntityTest {

    @TempDir
    Path directory;

    private MimeEntity entity(String text) throws IOException {
        return MimeEntity.read(Files.writeString(directory.resolve("entity"), text, StandardCharsets.ISO_8859_1));
    }

    private static String content(MimeEntity entity) throws IOException {
        try (InputStream in = entity.content()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String raw(MimeEntity entity) throws IOException {
        try (InputStream in = entity.raw()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MimeFailure.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.MAIL_MALFORMED));
    }

    @Test
    void readsFoldedFieldsAndTheMediaType() throws IOException {
        MimeEntity entity = entity("SUBJECT: a\r\n b\r\ncontent-type: Text/HTML;\r\n\tCharset=UTF-8\r\n\r\nbody");
        assertThat(entity.all("Subject")).containsExactly("a b");
        assertThat(entity.mediaType().name()).isEqualTo("text/html");
        assertThat(entity.mediaType().parameter("charset")).contains("UTF-8");
        assertThat(content(entity)).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: a/b\r\nContent-Type: a/b\r\n\r\n",
                "Content-Transfer-Encoding: 7bit\r\ncontent-transfer-encoding: base64\r\n\r\n",
                " folded: nothing\r\n\r\n",
                "no colon\r\n\r\n",
                ": no name\r\n\r\n",
                "A: b\0\r\n\r\n",
                "A: b\rC: d\r\n\r\n",
                "A: b\r\n",
                ""
            })
    void refusesHeadersThatTwoReadersCouldReadDifferently(String text) {
        refuses(() -> entity(text));
    }

    @Test
    void refusesTooManyFieldsAndTooLargeHeaders() throws IOException {
        assertThat(entity("A: b\r\n".repeat(200) + "\r\n").fields()).hasSize(200);
        refuses(() -> entity("A: b\r\n".repeat(201) + "\r\n"));
        refuses(() -> entity("A: " + "b".repeat(66_000) + "\r\n\r\n"));
    }

    @Test
    void undoesBase64() throws IOException {
        assertThat(content(entity("Content-Transfer-Encoding: BASE64\r\n\r\nAGFi\r\n /w==\r\n")))
                .isEqualTo("\0ab\u00ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGFi!", "AGF", "AG==AGFi", "AGFi\r\n-- \r\nfooter", "A===", "===="})
    void refusesBase64ThatIsNotStrict(String body) {
        refuses(() -> content(entity("Content-Transfer-Encoding: base64\r\n\r\n" + body)));
    }

    @Test
    void refusesDataAfterThePaddingOfALongBody() {
        String block = "AAAA".repeat(2047) + "AA==";
        refuses(() -> content(entity("Content-Transfer-Encoding: base64\r\n\r\n" + block + "AAAA")));
    }

    @Test
    void undoesQuotedPrintable() throws IOException {
        assertThat(content(entity(
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db =C3=a4  \r\nsoft=  \r\nline\r\n")))
                .isEqualTo("a=b \u00c3\u00a4\r\nsoftline\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=zz", "a=4", "\u00e4", "\0"})
    void refusesQuotedPrintableThatIsNone(String body) {
        refuses(() -> content(entity("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + body)));
    }

    @Test
    void refusesAnUnknownTransferEncoding() {
        refuses(() -> content(entity("Content-Transfer-Encoding: x-uuencode\r\n\r\n")));
    }

    @Test
    void cutsPartsAtTheirExactBytes() throws IOException {
        String first = "Content-Type: a/b\r\n\r\nline\r\n\r\n";
        String second = "\nbare\n--c\n";
        MimeEntity whole = entity("Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\npreamble\r\n--b\r\n" + first
                + "\r\n--b \t\r\n" + second + "\r\n--b--\r\nepilogue");
        List<MimeEntity> parts = whole.parts();
        assertThat(parts).hasSize(2);
        assertThat(raw(parts.get(0))).isEqualTo(first);
        assertThat(raw(parts.get(1))).isEqualTo(second);
        assertThat(content(parts.get(1))).isEqualTo("bare\n--c\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--b\r\n\r\nx\r\n", "--b\r\n\r\nx\r\n--bb\r\n--b--", "none", "--b\r\nno header end\r\n--b--"})
    void refusesMultipartWithOtherDelimiters(String body) {
        refuses(() -> entity("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body)
                .parts());
    }

    @Test
    void refusesTooManyPartsAndTooMuchNesting() throws IOException {
        String header = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        assertThat(entity(header + "--b\r\n\r\nx\r\n".repeat(64) + "--b--").parts())
                .hasSize(64);
        refuses(() -> entity(header + "--b\r\n\r\nx\r\n".repeat(65) + "--b--").parts());
        MimeEntity inner = nested(6);
        for (int depth = 0; depth < 4; depth++) {
            inner = inner.parts().get(0);
        }
        MimeEntity fourth = inner;
        refuses(fourth::parts);
    }

    private MimeEntity nested(int levels) throws IOException {
        String text = "\r\nend";
        for (int i = levels; i > 0; i--) {
            text = "Content-Type: multipart/mixed; boundary=n" + i + "\r\n\r\n--n" + i + "\r\n" + text + "\r\n--n" + i
                    + "--\r\n";
        }
        return entity(text);
    }

    @Test
    void readsFileNamesInEachForm() throws IOException {
        assertThat(entity("Content-Disposition: attachment; filename=\"a b.txt\"\r\n\r\n")
                        .fileName())
                .contains("a b.txt");
        assertThat(entity("Content-Disposition: attachment; filename*=UTF-8''%C3%A4\r\n\r\n")
                        .fileName())
                .contains("\u00e4");
        assertThat(entity("Content-Type: a/b; name=c\r\n\r\n").fileName()).contains("c");
        assertThat(entity("A: b\r\n\r\n").fileName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/b", "a%5Cb", "..", ".", "%00", "a%0Ab", "a%E2%80%AEtxt", "%20"})
    void refusesFileNamesThatLeadElsewhere(String name) {
        refuses(() -> entity("Content-Disposition: attachment; filename*=UTF-8''" + name + "\r\n\r\n")
                .fileName());
    }
}
