package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A home with the least that a start needs, for a test to change. */
record TestHome(Home home) {

    private static final String COMPLETE =
            """
            mailshell.name=web1
            mailshell.role=server
            mailshell.address=web1@mail.test
            mailshell.imap.host=imap.mail.test
            mailshell.smtp.host=smtp.mail.test
            mailshell.password-file=password
            """;

    /** Makes the home of the server {@code web1} in {@code directory}. */
    static TestHome in(Path directory) throws IOException {
        TestHome made = new TestHome(new Home(directory.resolve("web1")));
        made.home.create(Role.SERVER);
        made.write("password", "s3cret\n", "rw-------");
        made.append("");
        return made;
    }

    /** Adds everything that others must not change, as a careful operator has it. */
    void fill() throws IOException {
        home.create(Role.CLIENT);
        Files.createDirectory(home.routes());
        mode(home.routes(), "rwx------");
        write("routes/a.camel.yaml", "", "rw-r--r--");
        write("policy.yaml", "{}", "rw-r--r--");
        write(".env", "", "rw-r--r--");
    }

    /** Files in the place of a certificate and its key: nobody looks into them here. */
    void makeCertificate() throws IOException {
        home.create(Role.HUB);
        write("tls/hub.pem", "certificate", "rw-r--r--");
        write("tls/hub.key", "key", "rw-------");
    }

    MailshellConfig load(Map<String, String> environment) throws ConfigFailure, IOException {
        return MailshellConfig.load(home, environment);
    }

    /** The mailbox of a home that reads its mail by IMAP. */
    static ImapMailbox imap(MailshellConfig config) {
        return (ImapMailbox) config.reception();
    }

    /** The mailbox of a home that reads its mail by POP3. */
    static PopMailbox pop3(MailshellConfig config) {
        return (PopMailbox) config.reception();
    }

    List<Problem> problems(Map<String, String> environment) {
        return catchThrowableOfType(ConfigFailure.class, () -> load(environment))
                .problems();
    }

    Path write(String name, String text, String mode) throws IOException {
        Path file = home.directory().resolve(name);
        Files.writeString(file, text);
        mode(file, mode);
        return file;
    }

    /** Writes the settings with {@code text} after the last of them, which is in line 6. */
    void append(String text) throws IOException {
        write("mailshell.properties", COMPLETE + text, "rw-------");
    }

    void replace(String right, String wrong) throws IOException {
        String text = Files.readString(home.properties());
        assertThat(text).contains(right);
        write("mailshell.properties", text.replace(right, wrong), "rw-------");
    }

    static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
