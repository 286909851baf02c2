package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.SmallHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail of some megabytes must not become a multiple of that in objects, and its sender needs no more than an address to try. */
class HostileMessageTest {

    private static final String EMPTY = "a000";

    @TempDir
    Path directory;

    private final VectorKeys keys = new VectorKeys(Vector.folder("keys"));

    private String outcome(byte[] mail) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("mail.eml"), mail);
        return new SmallHeap(64, directory.resolve("log"))
                .run(HostileMessage.class, directory.resolve("web1"), file)
                .output();
    }

    @Test
    void refusesMillionsOfElementsWhereTheAlgorithmBelongs() throws Exception {
        byte[] envelope = Structures.envelope("a080" + EMPTY.repeat(3_600_000) + "0000");
        assertThat(envelope).hasSizeGreaterThan(7_000_000);
        assertThat(outcome(VectorMaker.mail(envelope))).startsWith("CMS_MALFORMED");
    }

    @Test
    void refusesMillionsOfElementsWhereTheContentBelongs() throws Exception {
        byte[] envelope = Structures.envelope(Structures.ALGORITHM + "a080" + EMPTY.repeat(3_600_000) + "0000");
        assertThat(outcome(VectorMaker.mail(envelope))).startsWith("CMS_MALFORMED");
    }

    @Test
    void refusesMillionsOfElementsWhereTheSignedContentBelongs() throws Exception {
        byte[] signed = Structures.signed("a0803080" + EMPTY.repeat(2_700_000) + "00000000");
        byte[] inner = Recipe.mime(VectorMaker.SIGNED, signed);
        byte[] sealed = new Recipe().seal(inner, keys.read("web1"));
        assertThat(outcome(VectorMaker.mail(sealed))).startsWith("CMS_MALFORMED");
    }
}
