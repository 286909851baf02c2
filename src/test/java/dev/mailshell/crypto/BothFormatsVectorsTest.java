package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.crypto.cms.VectorKeys;
import dev.mailshell.crypto.pgp.OpenPgpProtection;
import dev.mailshell.crypto.pgp.PgpVectorKeys;
import dev.mailshell.model.MessageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that has all keys of both kinds, of itself and of alice, ends each vector as one that has only those of its format. */
class BothFormatsVectorsTest {

    private static final long MAX_BYTES = 1_000_000;

    @TempDir
    static Path directory;

    private static TestHome web1;
    private static MessageProtection protection;

    @BeforeAll
    static void makeHome() throws IOException {
        Path root = directory.resolve("web1");
        new VectorKeys(Vector.folder("keys")).web1(root);
        web1 = new PgpVectorKeys(Vector.folder("pgp-keys")).web1(root);
        protection = new BothFormats(
                new SmimeProtection(
                        new KeyringFolder(web1.root, web1.name, web1.peers, Optional.empty()),
                        VectorKeys.CLOCK,
                        new SecureRandom(),
                        MAX_BYTES),
                new OpenPgpProtection(
                        OpenPgpProtection.keyring(web1.root, web1.name, web1.peers, Optional.empty()),
                        PgpVectorKeys.CLOCK,
                        new SecureRandom(),
                        MAX_BYTES));
    }

    static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>(Vector.all("cms"));
        vectors.addAll(Vector.all("pgp"));
        return vectors;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void endsEachVectorForItsOwnReason(Vector vector) throws Exception {
        assertThat(outcome(vector)).isEqualTo(vector.expect());
        assertThat(web1.leftovers()).isEmpty();
    }

    private static String outcome(Vector vector) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), vector.mail(), StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = protection.open(mail, web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(opened.key().format() == MessageFormat.OPENPGP)
                    .isEqualTo(vector.folder().equals("pgp"));
            return "OK";
        } catch (ProtectionFailure e) {
            return e.reason().name();
        }
    }
}
