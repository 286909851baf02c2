package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How mail programs put texts and files together. */
class SignedTextTest {

    private static final String TEXT = "Content-Type: text/plain\n\n@web1\n\nwc data.csv";
    private static final String HTML = "Content-Type: text/html\n\n<p>@web1</p>";
    private static final String FILE = "Content-Type: text/csv\nContent-Disposition: attachment; filename=data.csv\n"
            + "Content-Transfer-Encoding: base64\n\nYSxiCg==";

    @TempDir
    Path directory;

    private Mail multipart(String type, String... parts) throws IOException {
        return Mail.of(directory, "multipart/" + type, body("b", parts));
    }

    private static String body(String boundary, String... parts) {
        String delimiter = "--" + boundary;
        return delimiter + "\n" + String.join("\n" + delimiter + "\n", parts) + "\n" + delimiter + "--\n";
    }

    @Test
    void takesThePlainTextOfAnAlternative() throws Exception {
        assertThat(multipart("alternative; boundary=b", TEXT, HTML).line()).isEqualTo("wc data.csv");
    }

    @Test
    void refusesHtmlAlone() throws Exception {
        Mail mail = Mail.of(directory, "text/html", "<p>@web1</p>");

        assertThat(mail.refusal().reason()).isEqualTo(Reason.CONTENT_TYPE_REFUSED);
        assertThat(mail.refusal().hint()).contains("plain text");
        assertThat(multipart("alternative; boundary=b", HTML).refusal().reason())
                .isEqualTo(Reason.CONTENT_TYPE_REFUSED);
    }

    @Test
    void refusesTwoTextsInAnAlternative() throws Exception {
        assertThat(multipart("alternative; boundary=b", TEXT, TEXT).refusal().reason())
                .isEqualTo(Reason.EXTRA_PART);
    }

    @Test
    void takesAttachedFilesAsInputs() throws Exception {
        TypedCommand typed = multipart("mixed; boundary=b", TEXT, FILE).typed();

        assertThat(typed.command().options().files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("data.csv");
            assertThat(file.bytes()).isEqualTo(4);
            assertThat(file.sha256()).startsWith("5be08c96");
        });
        assertThat(Mail.content(typed.files().get(0))).isEqualTo("a,b\n");
    }

    @Test
    void takesAnAlternativeAndFilesInAMixedOne() throws Exception {
        String alternative = "Content-Type: multipart/alternative; boundary=a\n\n" + body("a", TEXT, HTML);

        assertThat(multipart("mixed; boundary=b", alternative, FILE).typed().files())
                .hasSize(1);
    }

    /** As Enigmail and Thunderbird write them. */
    @Test
    void leavesOutWhatTheMailProgramAdded() throws Exception {
        String copy = "Content-Type: text/rfc822-headers; protected-headers=v1\n\nSubject: x";
        String key = "Content-Type: application/pgp-keys; name=key.asc\n\nx";
        String empty = "Content-Type: text/plain\n\n \n";

        Mail mail = multipart("mixed; boundary=b; protected-headers=v1", copy, TEXT, FILE, empty, key);

        assertThat(mail.typed().files()).extracting(InputFile::name).containsExactly("data.csv");
    }

    @Test
    void leavesOutACopyOfTheHeaderThatIsAText() throws Exception {
        String copy = "Content-Type: text/plain; protected-headers=v1\n\nSubject: x";

        assertThat(multipart("mixed; boundary=b; protected-headers=v1", copy, TEXT)
                        .line())
                .isEqualTo("wc data.csv");
        assertThat(multipart("mixed; boundary=b", copy, TEXT).refusal().reason())
                .isEqualTo(Reason.EXTRA_PART);
    }

    @Test
    void refusesASecondText() throws Exception {
        assertThat(multipart("mixed; boundary=b", TEXT, FILE, TEXT).refusal().reason())
                .isEqualTo(Reason.EXTRA_PART);
        assertThat(multipart("mixed; boundary=b", TEXT, HTML).refusal().reason())
                .isEqualTo(Reason.EXTRA_PART);
    }

    @Test
    void takesNoFileForTheText() throws Exception {
        String file = TEXT.replace("plain\n", "plain\nContent-Disposition: ATTACHMENT; filename=x.txt\n");

        assertThat(multipart("mixed; boundary=b", file, TEXT).refusal().reason())
                .isEqualTo(Reason.CONTENT_TYPE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"=?utf-8?B?w6QuY3N2?=\"", "\"=?iso-8859-1?Q?=E4.csv?=\""})
    void readsTheNamesThatMailProgramsWrite(String name) throws Exception {
        Mail mail = multipart("mixed; boundary=b", TEXT, FILE.replace("data.csv", name));

        assertThat(mail.typed().files()).extracting(InputFile::name).containsExactly("\u00e4.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"=?utf-8?Q?..=2Fx?=\"", "\"=?no-such?Q?x?=\""})
    void refusesANameThatDecodesToAPathOrToNothing(String name) throws Exception {
        Mail mail = multipart("mixed; boundary=b", TEXT, FILE.replace("data.csv", name));

        assertThatThrownBy(mail::typed).isInstanceOf(MimeFailure.class);
    }

    @Test
    void refusesAForwardedMailWithoutAName() throws Exception {
        String forwarded = "Content-Type: message/rfc822\n\nContent-Type: text/plain\n\n@web1\n\nreboot";

        assertThat(multipart("mixed; boundary=b", TEXT, forwarded).refusal().reason())
                .isEqualTo(Reason.EXTRA_PART);
    }

    @Test
    void refusesAFileWhoseNameIsAPath() throws Exception {
        Mail mail = multipart("mixed; boundary=b", TEXT, FILE.replace("=data.csv", "=\"../x\""));

        assertThatThrownBy(mail::typed).isInstanceOf(MimeFailure.class);
    }

    @Test
    void refusesTwoFilesOfOneName() throws Exception {
        Mail mail = multipart("mixed; boundary=b", TEXT, FILE, FILE);

        assertThatThrownBy(mail::typed).isInstanceOf(InvalidMessage.class).hasMessageContaining("same name");
    }

    @Test
    void refusesAFileOfSettings() throws Exception {
        Mail mail = multipart("mixed; boundary=b", TEXT, FILE.replace("data.csv", ".profile"));

        assertThatThrownBy(mail::typed).isInstanceOf(InvalidMessage.class).hasMessageContaining("begins with a dot");
    }

    @Test
    void takesUuencodedFilesOutOfTheText() throws Exception {
        Mail mail = Mail.of(
                directory,
                "text/plain",
                "@web1\n\nwc *\n\nbegin 644 data.csv\n$82QB\"@``\n`\nend\nbegin 755 zeros\n#    \n#\n \nend\nls\n");

        assertThat(mail.typed().files()).extracting(InputFile::name).containsExactly("data.csv", "zeros");
        assertThat(Mail.content(mail.typed().files().get(0))).isEqualTo("a,b\n");
        assertThat(Mail.content(mail.typed().files().get(1))).isEqualTo("\0\0\0\0\0\0");
        assertThat(mail.line()).isEqualTo("wc *\n\nls");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin 644 x\n$82QB\"@``\n`",
                "begin 644 x\n$82QB\"@``aaaa\n`\nend",
                "begin 644 x\n$82Q~\"@``\n`\nend",
                "begin 644 x\nuptime\nend"
            })
    void refusesAUuencodedFileThatIsDamaged(String block) throws Exception {
        Mail mail = Mail.of(directory, "text/plain", "@web1\n\nwc x\n" + block);

        assertThat(mail.refusal().reason()).isEqualTo(Reason.TEXT_UNREADABLE);
        assertThat(mail.refusal().hint()).contains("attach");
    }

    @Test
    void refusesAUuencodedFileWhoseNameIsAPath() throws Exception {
        Mail mail = Mail.of(directory, "text/plain", "@web1\n\nwc x\nbegin 644 ../x\n`\nend\n");

        assertThatThrownBy(mail::typed).isInstanceOf(InvalidMessage.class).hasMessageContaining("plain name");
    }
}
