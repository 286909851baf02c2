package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of root's, laid out as systemd does it for a unit with LoadCredential= and User=. */
class ServiceCredentialsTest {

    @TempDir
    Path directory;

    private TestHome web1;
    private Path handed;
    private Path password;

    @BeforeEach
    void makeHomeAndCredentials() throws IOException {
        Prerequisite.require(System.getProperty("user.name").equals("root"), "files of root's, without being root");
        web1 = TestHome.in(directory);
        handed = Files.createDirectory(directory.resolve("credentials"));
        password = Files.writeString(handed.resolve("password"), "handed-over\n");
        mode(password, "r--r-----");
        mode(handed, "r-xr-x---");
    }

    @Test
    void areTakenThoughTheirModeShowsTheMaskOfAnAccessControlList() throws Exception {
        assertThat(imap(web1.load(environment())).password().orElseThrow().reveal())
                .isEqualTo("handed-over");
    }

    @Test
    void areThoseOfTheServiceManagerOnly() {
        assertThat(web1.problems(Map.of("MAILSHELL_PASSWORD_FILE", password.toString())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.fact()).contains("others can use it (mode 0440"));
    }

    @Test
    void mayBePassphrasesToo() throws Exception {
        Path passphrase = Files.writeString(handed.resolve("key-passphrase"), "correct horse\n");
        mode(passphrase, "r--r-----");

        Owner owner = Owner.load(
                web1.home(),
                Map.of(
                        "CREDENTIALS_DIRECTORY",
                        handed.toString(),
                        "MAILSHELL_KEY_PASSPHRASE_FILE",
                        passphrase.toString()));

        assertThat(owner.keyPassphrase()).map(Secret::reveal).contains("correct horse");
    }

    @Test
    void areNotWhatAllCanRead() throws Exception {
        mode(password, "r--r--r--");

        assertRefused();
    }

    @Test
    void areNotWhatAGroupCanRead() throws Exception {
        Files.setAttribute(password, "unix:gid", 1);

        assertRefused();
    }

    @Test
    void areNotInAFolderThatOthersCanChange() throws Exception {
        mode(handed, "rwxrwx---");

        assertRefused();
    }

    @Test
    void areNotWhatALinkInTheirFolderLeadsTo() throws Exception {
        Path elsewhere = Files.move(password, directory.resolve("elsewhere"));
        Files.createSymbolicLink(password, elsewhere);

        assertRefused();
    }

    @Test
    void areNoneWhereTheNameIsNoFolder() {
        assertThat(web1.problems(
                        Map.of("CREDENTIALS_DIRECTORY", "credentials", "MAILSHELL_PASSWORD_FILE", password.toString())))
                .hasSize(1);
    }

    private void assertRefused() {
        assertThat(web1.problems(environment())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("the file holds a password and others can use it"));
    }

    private Map<String, String> environment() {
        return Map.of("CREDENTIALS_DIRECTORY", handed.toString(), "MAILSHELL_PASSWORD_FILE", password.toString());
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
