package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.SmallHeap;
import dev.mailshell.mime.MimeEntity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may send to a server that takes signed mails: nothing of it is proved when it is taken apart. */
class ClearSignedTest {

    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n";

    @TempDir
    Path directory;

    /** Looks through the mails that are its arguments. */
    static final class Program {

        private Program() {}

        public static void main(String[] mails) throws IOException, ProtectionFailure {
            for (String mail : mails) {
                ClearSigned.in(MimeEntity.read(Path.of(mail)));
            }
        }
    }

    private Path mail(String name, String body) throws IOException {
        return Files.writeString(
                directory.resolve(name), "Content-Type: text/plain\n\n" + body, StandardCharsets.ISO_8859_1);
    }

    private Optional<ClearSigned> read(String body) throws IOException, ProtectionFailure {
        return ClearSigned.in(MimeEntity.read(mail("mail", body)));
    }

    @Test
    void takesTheTextWithoutEscapesAndWhiteSpaceAtLineEnds() throws Exception {
        ClearSigned clear = read("above\r\n" + BEGIN + "Hash: SHA512\r\n\r\n- -dash \t\r\n\r\n end\r\n" + SIGNATURE
                        + "below\n")
                .orElseThrow();

        assertThat(clear.text()).isEqualTo("-dash\r\n\r\n end");
        assertThat(clear.signature()).asString(StandardCharsets.ISO_8859_1).startsWith(SIGNATURE);
        assertThat(read("- " + BEGIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BEGIN + "\ntext\n",
                BEGIN + "Hash: SHA512\ntext\n" + SIGNATURE,
                BEGIN + "Comment: none\n\ntext\n" + SIGNATURE,
                BEGIN + "\n-text\n" + SIGNATURE,
                BEGIN + "\ntext\n" + SIGNATURE + BEGIN,
                BEGIN + BEGIN + "\ntext\n" + SIGNATURE,
                BEGIN + SIGNATURE
            })
    void refusesWhatIsNotOneTextAndItsSignature(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ProtectionFailure.class);
    }

    @Test
    void aLineOfSpacesCostsNoMoreThanAnyOther() throws Exception {
        String body = BEGIN + "\n" + " ".repeat(2_000_000) + "x\n" + SIGNATURE;

        // Not a measurement: it took hours.
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(read(body)).isPresent());
    }

    @Test
    void aMillionLinesCostNoMoreMemoryThanTheirBytes() throws Exception {
        Path lines = mail("lines", "x\n".repeat(1_000_000));
        Path signed = mail("signed", BEGIN + "\n" + "x\n".repeat(1_000_000) + SIGNATURE);

        var outcome = new SmallHeap(32, directory.resolve("log")).run(Program.class, lines, signed);

        assertThat(outcome.status()).as(outcome.output()).isZero();
    }
}
