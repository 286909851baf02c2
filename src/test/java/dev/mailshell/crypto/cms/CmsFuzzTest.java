package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.fuzz.Mutants;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes, what is opened is what alice signed, and all else is refused for a reason of the mail. */
class CmsFuzzTest {

    private static Path directory;
    private static Home web1;
    private static SmimeProtection protection;

    private final VectorMaker maker = new VectorMaker(Vector.folder("keys").getParent());

    @BeforeContainer
    static void makeHome() throws IOException {
        directory = Files.createTempDirectory("fuzz");
        web1 = new VectorKeys(Vector.folder("keys")).web1(directory.resolve("web1"));
        protection = web1.protection(VectorKeys.CLOCK);
    }

    @AfterContainer
    static void removeHome() throws IOException {
        TreeRemoval.remove(directory);
    }

    @Provide
    Arbitrary<byte[]> envelopes() throws IOException {
        return Mutants.of(Vector.all("cms").stream()
                .filter(vector ->
                        vector.name().startsWith("good-rsa") || vector.name().equals("good-ec.eml"))
                .map(CmsFuzzTest::body)
                .toList());
    }

    private static byte[] body(Vector vector) {
        return Base64.getMimeDecoder()
                .decode(vector.mail().substring(vector.mail().indexOf("\r\n\r\n")));
    }

    @Provide
    Arbitrary<byte[]> signatures() throws Exception {
        return Mutants.of(List.of(maker.signature(), maker.ecSignature(maker.entity)));
    }

    @Provide
    Arbitrary<byte[]> insides() throws Exception {
        return Mutants.of(List.of(
                maker.detached(maker.entity, maker.entity), VectorMaker.signed(maker.ecSignature(maker.entity))));
    }

    @Property(seed = "6", shrinking = ShrinkingMode.BOUNDED)
    void opensNoChangedEnvelope(@ForAll("envelopes") byte[] der) throws IOException {
        opensNothingButTheGood(VectorMaker.mail(der));
    }

    @Property(seed = "7", shrinking = ShrinkingMode.BOUNDED)
    void opensNoChangedSignature(@ForAll("signatures") byte[] der) throws Exception {
        opensNothingButTheGood(maker.sealed(VectorMaker.signed(der)));
    }

    @Property(seed = "8", shrinking = ShrinkingMode.BOUNDED)
    void opensNoChangedInside(@ForAll("insides") byte[] inner) throws Exception {
        opensNothingButTheGood(maker.sealed(inner));
    }

    private void opensNothingButTheGood(byte[] mail) throws IOException {
        Path file = Files.write(directory.resolve("mail.eml"), mail);
        try (OpenedMessage opened = protection.open(file, web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(Files.readString(opened.entity(), StandardCharsets.ISO_8859_1))
                    .endsWith(VectorMaker.GOOD);
        } catch (ProtectionFailure e) {
            assertThat(e.reason()).as(e.getMessage()).isNotEqualTo(Reason.INTERNAL);
        }
        assertThat(web1.leftovers()).isEmpty();
    }
}
