package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
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
    void mayBeTheKeytabOfAHomeThatNeedsNoPasswordFile() throws Exception {
        Path keytab = handed("keytab", "the keys");
        web1.append("mailshell.login=kerberos\nmailshell.kerberos.principal=web1@MAIL.TEST\n");
        Map<String, String> environment = Map.of(
                "MAILSHELL_KERBEROS_KEYTAB", keytab.toString(),
                // As the unit has it, whose password the drop-in does not load.
                "MAILSHELL_PASSWORD_FILE", handed.resolve("none").toString());

        assertThat(web1.load(inUnit(environment)).kerberos()).contains(new KerberosClient("web1@MAIL.TEST", keytab));
        assertThat(web1.problems(environment)).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("others can use it (mode 0440"));
    }

    @Test
    void mayBeTheKeyOfACertificate() throws Exception {
        Path key = handed("client-key", "the key");
        web1.write("client.crt", "certificate", "rw-r--r--");
        web1.append("mailshell.login=certificate\nmailshell.tls.client-certificate=client.crt\n");
        Map<String, String> environment = Map.of("MAILSHELL_TLS_CLIENT_KEY", key.toString());

        assertThat(web1.load(inUnit(environment))
                        .clientCertificate()
                        .orElseThrow()
                        .key())
                .isEqualTo(key);
        assertThat(web1.problems(environment)).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("others can use it (mode 0440"));
    }

    private Path handed(String name, String content) throws IOException {
        Path file = Files.writeString(handed.resolve(name), content + "\n");
        mode(file, "r--r-----");
        return file;
    }

    private Map<String, String> inUnit(Map<String, String> environment) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("CREDENTIALS_DIRECTORY", handed.toString());
        return more;
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
