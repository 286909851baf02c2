package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.cms.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PgpVectorsTest {

    /** What alice signed in all of them: an entity, or a text, which becomes one. */
    private static final List<String> SIGNED = List.of(
            PgpVectorMaker.ENTITY,
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + PgpVectorMaker.TEXT);

    /** Less than what the bomb would become. */
    private static final long MAX_BYTES = 1_000_000;

    @TempDir
    static Path directory;

    private static Home web1;
    private static OpenPgpProtection protection;

    @BeforeAll
    static void makeHome() throws IOException {
        web1 = new PgpVectorKeys(Vector.folder("pgp-keys")).web1(directory.resolve("web1"));
        protection = web1.protection(PgpVectorKeys.CLOCK, MAX_BYTES);
    }

    static List<Vector> vectors() throws IOException {
        return Vector.all("pgp");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void endsEachVectorForItsOwnReason(Vector vector) throws Exception {
        assertThat(outcome(vector.mail())).isEqualTo(vector.expect());
        assertThat(web1.leftovers()).isEmpty();
    }

    /** Of docs/protocol.md; what a vector says of itself is not enough, since that may be changed with it. */
    @ParameterizedTest
    @CsvSource({
        "unsigned, NOT_SIGNED",
        "signed-only, NOT_ENCRYPTED",
        "unknown-signer, SIGNER_UNKNOWN",
        "good-plus-unknown, SIGNER_COUNT",
        "sha1, ALGORITHM_REFUSED",
        "no-mdc, ALGORITHM_REFUSED",
        "revoked, KEY_REVOKED",
        "revoked-old-copy, KEY_REVOKED",
        "expired-backdated, KEY_EXPIRED",
        "future-dated, NOT_YET_VALID",
        "bomb, MAIL_TOO_LARGE",
        "truncated, PGP_MALFORMED"
    })
    void thereIsAVectorForEachFaultThatACarefulReceiverRefuses(String name, String reason) throws IOException {
        assertThat(vectors())
                .filteredOn(vector -> vector.name().equals(name + ".eml"))
                .singleElement()
                .extracting(Vector::expect)
                .isEqualTo(reason);
    }

    private String outcome(String vector) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), vector, StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = protection.open(mail, web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(Files.readString(opened.entity())).isIn(SIGNED);
            return "OK";
        } catch (ProtectionFailure e) {
            return e.reason().name();
        }
    }
}
