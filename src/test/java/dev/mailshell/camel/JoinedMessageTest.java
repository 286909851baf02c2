package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedMessageTest {

    @TempDir
    Path directory;

    private Path entity(String file, String name, String encoding, String body) throws Exception {
        return Files.writeString(
                directory.resolve(file),
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{}\r\n--b\r\n"
                        + "Content-Disposition: attachment; filename=" + name + "\r\n" + encoding
                        + "X-Long: " + "x".repeat(60_000) + "\r\n\r\n" + body + "\r\n--b--\r\n");
    }

    @Test
    void joinsTheSlicesOfAFileInTheirOrder() throws Exception {
        JoinedMessage message = JoinedMessage.of(List.of(
                entity("1", "data", "Content-Transfer-Encoding: BASE64\r\n", "b25l"),
                entity("2", "data", "", " two"),
                entity("3", "data", "Content-Transfer-Encoding: quoted-printable\r\n", " thr=65e")));
        ByteArrayOutputStream joined = new ByteArrayOutputStream();

        message.copy("data", joined);

        assertThat(joined.toString(StandardCharsets.US_ASCII)).isEqualTo("one two three");
        assertThat(message.names()).containsExactly("data");
    }

    /** Each header may have 64 KiB, and there may be as many parts as fit into a message of a thousand mails. */
    @Test
    void keepsNoHeadersInMemory() throws Exception {
        MimeEntity part = MimeEntity.read(entity("1", "data", "Content-Transfer-Encoding: BASE64\r\n", "b25l"))
                .parts()
                .get(1);

        assertThat(part.withoutHeader().fields())
                .singleElement()
                .hasToString("HeaderField[name=Content-Transfer-Encoding, value=base64]");
    }

    @Test
    void refusesMoreFilesThanADocumentCanName() throws Exception {
        List<Path> entities = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            entities.add(entity(Integer.toString(i), "file" + i, "", ""));
        }

        assertThatThrownBy(() -> JoinedMessage.of(entities))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EXTRA_PART));
        assertThat(JoinedMessage.of(entities.subList(0, 64)).names()).hasSize(64);
    }
}
