package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.SmallHeap;
import dev.mailshell.model.InvalidMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of a client that is trusted, and means to fill the memory of the server. */
class LongTextTest {

    private static final String FIRST = "@web1\n\n";

    @TempDir
    Path directory;

    /** Reads the mails that are its arguments, and refuses them. */
    static final class Program {

        private Program() {}

        public static void main(String[] mails) throws Exception {
            for (String mail : mails) {
                try {
                    throw new IllegalStateException("a command: " + new Mail(Path.of(mail)).typed());
                } catch (UnreadableText | InvalidMessage e) {
                    System.out.println(e);
                }
            }
        }
    }

    private Path mail(String name, String parameters, String body) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                "Content-Type: text/plain" + parameters + "\r\n\r\n" + body,
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void aTextOfAMebibyteNeedsFewTimesThat() throws Exception {
        String lines = "a\n".repeat(500_000);

        var outcome = new SmallHeap(24, directory.resolve("log"))
                .run(
                        Program.class,
                        mail("lines", "", FIRST + lines),
                        mail("flowed", "; format=flowed", FIRST + lines),
                        mail("options", "", "@web1\n" + lines),
                        mail("files", "", FIRST + "begin 644 a\nend\n".repeat(60_000)),
                        mail("servers", "", "@" + "a,".repeat(500_000) + "\n\nuptime\n"));

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("too many lines").doesNotContain("a command");
    }

    @Test
    void aUuencodedFileOfAlmostAMebibyteIsRead() throws Exception {
        String line = "M" + "A".repeat(60) + "\n";
        Path mail = mail("file", "", FIRST + "sort data\nbegin 644 data\n" + line.repeat(16_500) + "`\nend\n");

        assertThat(new Mail(mail).command().options().files())
                .singleElement()
                .satisfies(file -> assertThat(file.bytes()).isEqualTo(16_500 * 45));
    }
}
