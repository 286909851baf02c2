package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeSecretFileTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String URI = "otpauth://totp/alice?secret=" + SECRET + "&issuer=Mail%20Shell%20web1";

    @TempDir
    Path directory;

    private TestHome web1;
    private Path file;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
        Files.createDirectory(web1.home().totp());
        TestHome.mode(web1.home().totp(), "rwx------");
        file = web1.write("totp/alice", URI + "\n", "rw-------");
    }

    private OneTimeSecret read() throws Exception {
        return OneTimeSecretFile.read(web1.home(), file);
    }

    private Problem problem() {
        return catchThrowableOfType(ConfigFailure.class, this::read).problems().get(0);
    }

    @Test
    void readsTheSecretThatItIsMadeFor() throws Exception {
        OneTimeSecret secret = OneTimeSecret.random(new SecureRandom());
        Files.writeString(file, OneTimeSecretFile.uri(new IdentityName("web1"), new IdentityName("alice"), secret));

        assertThat(read().reveal()).isEqualTo(secret.reveal());
    }

    @Test
    void fitsNamesOfAnyLength() throws Exception {
        IdentityName longest = new IdentityName("a".repeat(63));
        OneTimeSecret secret = OneTimeSecret.parse(SECRET).orElseThrow();
        Files.writeString(file, OneTimeSecretFile.uri(longest, longest, secret));

        assertThat(read().reveal()).isEqualTo(SECRET);
    }

    @Test
    void readsWhatAnotherProgramWrote() throws Exception {
        Files.writeString(
                file,
                "otpauth://totp/ACME:alice@mail.test?secret=" + SECRET
                        + "&issuer=ACME&algorithm=SHA1&digits=6&period=30\n");

        assertThat(read().reveal()).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                SECRET,
                "otpauth://hotp/alice?secret=" + SECRET,
                "otpauth://totp/alice?secret=GEZDGNBV",
                "otpauth://totp/alice?secret=" + SECRET + "&digits=8",
                "otpauth://totp/alice?secret=" + SECRET + "&period=60",
                "otpauth://totp/alice?secret=" + SECRET + "&algorithm=SHA256",
                "otpauth://totp/alice?secret=" + SECRET + "&secret=" + SECRET,
                URI + "\n" + URI,
            })
    void refusesWhatMakesOtherCodes(String content) throws Exception {
        Files.writeString(file, content);

        assertThat(problem().place()).isEqualTo("totp/alice");
        assertThat(problem().fact())
                .isEqualTo("it holds no secret that codes of six digits each 30 s can be made of"
                        + " (expected one otpauth URI)")
                .doesNotContain("GEZDGNBV");
        assertThat(problem().hint())
                .isEqualTo("mailshell totp enrol alice --replace --home "
                        + web1.home().directory());
    }

    @Test
    void refusesAFileThatOthersCanRead() throws Exception {
        TestHome.mode(file, "rw-r-----");

        assertThat(problem())
                .isEqualTo(new Problem(
                        "totp/alice",
                        "the file holds the secret of one-time codes and others can use it (mode 0640, expected 0600)",
                        "chmod 600 " + file));
    }

    @Test
    void refusesAFolderThatOthersCanEnter() throws Exception {
        TestHome.mode(web1.home().totp(), "rwxr-x---");

        assertThat(problem().place()).isEqualTo("totp");
        assertThat(problem().fact()).endsWith("others can use it (mode 0750, expected 0700)");
    }

    @Test
    void refusesAFileThatIsNotThere() throws Exception {
        Files.delete(file);

        assertThat(problem().fact()).isEqualTo("there is no such file");
    }

    @Test
    void keepsAServerFromStartingWithAFolderThatOthersCanEnter() throws Exception {
        TestHome.mode(web1.home().totp(), "rwxr-x---");

        assertThat(web1.problems(java.util.Map.of())).extracting(Problem::place).containsExactly("totp");
    }
}
