package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmsOutlineTest {

    /** More than all that is not content may have. */
    private static final int LARGE = 200_000;

    @TempDir
    Path directory;

    private Path file(byte[] structure) throws IOException {
        return Files.write(directory.resolve("structure"), structure);
    }

    private void accepts(byte[] structure) throws Exception {
        assertThat(CmsOutline.check(file(structure)))
                .isIn(CMSObjectIdentifiers.authEnvelopedData, CMSObjectIdentifiers.signedData);
    }

    private void refuses(byte[] structure, String fact) throws Exception {
        Path file = file(structure);
        assertThatThrownBy(() -> CmsOutline.check(file))
                .isInstanceOfSatisfying(
                        ProtectionFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.CMS_MALFORMED))
                .hasMessageContaining(fact);
    }

    private static String encrypted(String segments) {
        return Structures.ALGORITHM + "a080" + segments + "0000";
    }

    private static String signed(String segments) {
        return "a0802480" + segments + "00000000";
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 4096, 1_000_000})
    void acceptsContentInSegmentsOfAnyUsualSize(int size) throws Exception {
        String segments = Structures.octets(size).repeat(2_000_000 / size);
        accepts(Structures.envelope(encrypted(segments)));
        accepts(Structures.signed(signed(segments)));
    }

    @Test
    void acceptsContentInOnePiece() throws Exception {
        accepts(Structures.signed("a080" + Structures.octets(LARGE) + "0000"));
        String implicit = "80" + Structures.octets(LARGE).substring(2);
        accepts(Structures.envelope(Structures.ALGORITHM + implicit));
    }

    @Test
    void acceptsFewSegmentsHoweverSmall() throws Exception {
        accepts(Structures.envelope(encrypted("040100".repeat(1000))));
    }

    @Test
    void refusesManySmallSegments() throws Exception {
        refuses(Structures.envelope(encrypted("040100".repeat(1100))), "small segments");
        refuses(Structures.signed(signed("0400".repeat(1100))), "small segments");
        refuses(Structures.signed(signed(Structures.octets(LARGE) + "0400".repeat(2000))), "small segments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a000", "3000", "0500", "24800401000000", "800100"})
    void refusesWhatIsNoSegmentInTheContent(String element) throws Exception {
        refuses(Structures.envelope(encrypted("040100" + element)), "not an octet string");
        refuses(Structures.signed(signed("040100" + element)), "not an octet string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a080308004010000000000", "a08005000000", "a006040100040100"})
    void refusesSignedContentThatIsNotOneOctetString(String content) throws Exception {
        refuses(Structures.signed(content), "not an octet string");
    }

    @Test
    void countsContentInAnyOtherPlaceAsOverhead() throws Exception {
        String large = "a080" + Structures.octets(LARGE) + "0000";
        refuses(Structures.envelope(large + large), "too large beside its content");
        refuses(Structures.envelope(Structures.ALGORITHM + large + large), "too large beside its content");
        refuses(Structures.signed("0500" + large), "too large beside its content");
        refuses(Structures.signed(large + large), "too large beside its content");
    }

    @Test
    void countsASecondInfoBesideTheFirstAsOverhead() throws Exception {
        String info = Structures.innerInfo(encrypted(Structures.octets(LARGE)));
        refuses(
                Structures.contentInfo(CMSObjectIdentifiers.authEnvelopedData, "020100" + "3100" + info + info),
                "too large beside its content");
    }

    @Test
    void countsElementsAndNotOnlyTheirBytes() throws Exception {
        refuses(Structures.envelope("a080" + "a000".repeat(20_000) + "0000"), "too many elements");
    }
}
