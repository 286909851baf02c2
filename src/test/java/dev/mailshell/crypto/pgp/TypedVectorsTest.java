package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.BothFormats;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.crypto.cms.VectorKeys;
import dev.mailshell.human.HumanForm;
import dev.mailshell.human.Signing;
import dev.mailshell.human.TypedCommand;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed mails in the shapes of mail programs, opened in whichever format they are. */
class TypedVectorsTest {

    private static final HumanForm FORM = new HumanForm(Duration.ofDays(1));

    @TempDir
    static Path directory;

    private static Home web1;
    private static BothFormats protection;

    @BeforeAll
    static void makeHome() throws IOException {
        Path root = directory.resolve("web1");
        web1 = new PgpVectorKeys(Vector.folder("pgp-keys")).web1(root);
        new VectorKeys(Vector.folder("keys")).makeWeb1(root);
        SmimeProtection smime = new SmimeProtection(
                new KeyringFolder(root, web1.name, web1.peers, Optional.empty()),
                VectorKeys.CLOCK,
                new SecureRandom(),
                Home.MAX_BYTES);
        protection = new BothFormats(smime, web1.protection(PgpVectorKeys.CLOCK));
    }

    static List<Vector> vectors() throws IOException {
        return Vector.all("typed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void endsEachShapeAsItSays(Vector vector) throws Exception {
        assertThat(outcome(vector.mail())).isEqualTo(vector.expect());
        assertThat(web1.leftovers()).isEmpty();
    }

    @Test
    void thereIsAVectorOfEachSample() throws IOException {
        assertThat(vectors())
                .extracting(Vector::name)
                .containsExactlyInAnyOrderElementsOf(TypedSample.all().stream()
                        .map(sample -> sample.name() + ".eml")
                        .toList());
    }

    private static String outcome(String vector) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), vector, StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = protection.open(mail, web1.work())) {
            MimeEntity signed = MimeEntity.read(opened.entity());
            assertThat(HumanForm.isOf(signed)).isTrue();
            return described(FORM.read(
                    signed, new Signing(opened.signer(), opened.signedAt().orElseThrow(), opened.sha256())));
        } catch (ProtectionFailure e) {
            return e.reason().name();
        } catch (UnreadableText e) {
            assertThat(e.hint()).isNotEmpty();
            return e.reason().name();
        }
    }

    private static String described(TypedCommand typed) {
        String line = ((Invocation.Line) typed.command().invocation()).text();
        String files = typed.command().options().files().stream()
                .map(AttachedFile::name)
                .collect(Collectors.joining(", "));
        return "OK " + line.replace("\n", "\\n") + (files.isEmpty() ? "" : " | " + files);
    }
}
