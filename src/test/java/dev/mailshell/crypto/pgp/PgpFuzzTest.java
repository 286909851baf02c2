package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger can do who encrypts for us: no check of integrity keeps changed bytes from the parser. */
class PgpFuzzTest {

    private static final byte[] ENTITY = PgpRecipe.ascii("Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n");

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private Home web1;
    private OpenPgpProtection protection;
    private PgpVectorKeys keys;
    private PGPPublicKey recipient;

    @BeforeEach
    void makeHome() throws Exception {
        keys = new PgpVectorKeys(Vector.folder("pgp-keys"));
        web1 = keys.web1(directory.resolve("web1"));
        protection = web1.protection(PgpVectorKeys.CLOCK, 1_000_000);
        recipient = keys.encryption("web1").getPublicKey();
    }

    @Test
    void changedPacketsWithinWhatIsEncryptedAreRefusedOrChangeNothing() throws Exception {
        byte[] signed = new PgpRecipe().by(keys.signing("alice")).sign(ENTITY);
        byte[] compressed = PgpRecipe.compress(signed);
        for (int i = 0; i < 300; i++) {
            byte[] packets = changed(i % 3 == 0 ? compressed : signed);
            open(new PgpRecipe().encrypt(packets, recipient));
        }
    }

    @Test
    void changedPacketsOfTheEncryptionAreRefusedOrChangeNothing() throws Exception {
        byte[] encrypted = new PgpRecipe()
                .encrypt(new PgpRecipe().by(keys.signing("alice")).sign(ENTITY), recipient);
        for (int i = 0; i < 300; i++) {
            open(changed(encrypted));
        }
    }

    private byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            // Mostly in the headers, which say how the rest is read.
            int within = random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length;
            changed[random.nextInt(within)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private void open(byte[] message) throws IOException {
        Path mail = Files.write(
                directory.resolve("mail.eml"),
                PgpRecipe.join(
                        PgpRecipe.ascii("Content-Type: text/plain\r\n\r\n"), PgpRecipe.armor("MESSAGE", message)));
        try (OpenedMessage opened = protection.open(mail, web1.work())) {
            assertThat(Files.readAllBytes(opened.entity())).isEqualTo(ENTITY);
            assertThat(opened.signer()).hasToString("alice");
        } catch (ProtectionFailure e) {
            assertThat(e.reason()).as(e.getMessage()).isNotEqualTo(Reason.INTERNAL);
        }
        assertThat(web1.leftovers()).isEmpty();
    }
}
