package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.BothFormats;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.OpenPgpProtection;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.OuterHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hostile mails as the library sees them; what the routes make of them is in the test of the same name beside them. */
class HostileMailTest {

    @TempDir
    static Path directory;

    private static Home web1;
    private static MessageProtection protection;

    @BeforeAll
    static void makeHome() throws IOException {
        web1 = new VectorKeys(Vector.folder("keys")).web1(directory.resolve("web1"));
        protection = new BothFormats(
                web1.protection(VectorKeys.CLOCK),
                new OpenPgpProtection(
                        OpenPgpProtection.keyring(web1.root, web1.name, web1.peers, Optional.empty()),
                        VectorKeys.CLOCK,
                        new SecureRandom(),
                        Home.MAX_BYTES));
    }

    static List<Vector> ofStrangers() throws IOException {
        return Vector.all("hostile/mail");
    }

    static List<Vector> ofAlice() throws IOException {
        return Vector.all("hostile/signed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofStrangers")
    void refusesEachForItsOwnReason(Vector vector) throws Exception {
        assertThat(outcome(vector)).isEqualTo(vector.expect());
        assertThat(web1.leftovers()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAlice")
    void opensWhatAliceSigned(Vector vector) throws Exception {
        assertThat(outcome(vector)).isEqualTo("OK");
    }

    @Test
    void thereAreFiveHundredOfThem() throws IOException {
        assertThat(ofStrangers().size() + ofAlice().size()).isGreaterThan(500);
    }

    private String outcome(Vector vector) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), vector.mail(), StandardCharsets.ISO_8859_1);
        try {
            if (OuterHeader.of(MimeEntity.read(mail)).automatic().isPresent()) {
                return "MAIL_AUTOMATIC";
            }
        } catch (MimeFailure e) {
            return e.reason().name();
        }
        try (OpenedMessage opened = protection.open(mail, web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            return "OK";
        } catch (ProtectionFailure e) {
            return e.reason().name();
        }
    }
}
