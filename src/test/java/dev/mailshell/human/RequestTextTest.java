package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client files of what a server asks it to approve. */
class RequestTextTest {

    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final String ASKED = "server: web1\nargv[0]: \"/bin/true\"\n";

    @TempDir
    Path directory;

    private RequestText read(String text) throws Exception {
        return RequestText.read(
                Mail.of(directory, "text/plain; charset=utf-8", text).entity(), WEB1);
    }

    private void requireRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableText.class)
                .extracting(refusal -> ((UnreadableText) refusal).reason())
                .isEqualTo(Reason.CONTENT_TYPE_REFUSED);
    }

    private static String digest(String asked) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256);
    }

    private static String letter(String asked) throws Exception {
        return "Reply.\n\nrequest: sha256:" + digest(ASKED) + "\n\n" + asked + "\nWith the client: ...\n";
    }

    @Test
    void readsARequestWhoseDigestIsThatOfWhatItShows() throws Exception {
        assertThat(read(letter(ASKED))).isEqualTo(new RequestText(digest(ASKED), letter(ASKED)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "server: web1\nargv[0]: \"/bin/false\"\n", "x\nserver: web1\nargv[0]: \"/bin/true\"\n"
            })
    void refusesARequestThatShowsSomethingElseThanItsDigestIsOf(String asked) throws Exception {
        requireRefused(letter(asked));
    }

    @Test
    void refusesARequestOfAnotherServer() throws Exception {
        String asked = ASKED.replace("web1", "db1");

        requireRefused("request: sha256:" + digest(asked) + "\n\n" + asked);
    }

    @Test
    void refusesATextWithoutADigestOrWithTwo() throws Exception {
        requireRefused(ASKED);
        requireRefused(letter(ASKED) + "request: sha256:" + digest("") + "\n");
    }
}
