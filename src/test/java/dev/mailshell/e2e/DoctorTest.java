package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.hub.ThrowAwayCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A home that is well, and homes and mail servers with one fault each, on a real Postfix and Dovecot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorTest {

    private static final String HARMLESS =
            """
            roles: { viewer: { allow: [nothing] } }
            commands: { nothing: { exec: [/usr/bin/true] } }
            clients: { alice: { roles: [viewer] } }
            """;

    @TempDir
    static Path directory;

    private RealParties real;

    @BeforeAll
    void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        for (String name : List.of("web1", "alice")) {
            real.parties().home(name).create(real.parties().config(name).role());
        }
        Files.writeString(home("web1").resolve("policy.yaml"), HARMLESS);
    }

    @AfterAll
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    /** As a process of its own, in a pipe. */
    @Test
    void looksLikeThisInAPipeIfNothingIsWrong() throws Exception {
        try (Child doctor = Child.start(directory, environment("web1", Map.of()), doctor("web1"))) {
            assertThat(doctor.awaitExit()).as(doctor.out()).isZero();
            assertThat(doctor.err()).isEmpty();
            assertThat(normalised(doctor.out())).isEqualTo(golden("doctor-pipe.txt"));
        }
        assertThat(real.mailsIn("web1", "INBOX")).isZero();
        assertThat(real.mail().doveadm("web1", "mailbox list")).doesNotContain("doctor-");
    }

    @Test
    void looksLikeThisAtATerminalIfSomethingIsWrong() throws Exception {
        Path key = home("alice").resolve("identity/alice.pgp.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Map<String, String> environment = environment("alice", Map.of("MAILSHELL_SMTP_PASSWORD", "a-wrong-password"));
        environment.put("NO_COLOR", "");
        try (Child doctor = Child.startAtTerminal(directory, environment, "xterm", doctor("alice"))) {
            assertThat(doctor.awaitExit()).isEqualTo(255);
            assertThat(normalised(doctor.out().replace("\r\n", "\n").replace("\u001b", "ESC")))
                    .isEqualTo(golden("doctor-terminal.txt"));
        } finally {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void examinesAClientByStartTlsAndHasNoPolicyToLookAt() throws Exception {
        LiveCli doctor = run(
                "alice",
                Map.of(
                        "MAILSHELL_SMTP_STARTTLS",
                        "true",
                        "MAILSHELL_SMTP_PORT",
                        Integer.toString(real.mail().submissionPort())),
                "--no-mail");

        assertThat(doctor.exitCode()).isZero();
        assertThat(normalised(doctor.out()).lines())
                .contains(
                        "ok      home       settings   alice, a client, alice@mail.test",
                        "ok      smtp       tls        TLSvN.N, chain and name of localhost verified, N days left",
                        "skipped loop-back  delivery   because of --no-mail")
                .noneMatch(line -> line.contains("policy") || line.contains("run-as"));
    }

    @Test
    void looksForTheFolderForJunk() throws Exception {
        LiveCli missing = run("alice", Map.of("MAILSHELL_IMAP_JUNK_FOLDER", "[Gmail]/Spam"), "--no-mail");
        real.mail().doveadm("alice", "mailbox create", "[Gmail]/Spam");
        LiveCli there = run("alice", Map.of("MAILSHELL_IMAP_JUNK_FOLDER", "[Gmail]/Spam"), "--no-mail");

        assertThat(missing.exitCode()).isZero();
        assertThat(missing.out())
                .contains("warn    mailbox    junk       there is no folder [Gmail]/Spam")
                .contains("write its name, or off, into mailshell.imap.junk-folder");
        assertThat(there.out())
                .contains("ok      mailbox    junk       [Gmail]/Spam can be read and changed, 0 mails in it");
    }

    @Test
    void asksNobodyAnythingOffline() {
        LiveCli doctor = run("web1", Map.of("MAILSHELL_IMAP_HOST", "nowhere.invalid"), "--offline", "--json");

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out().lines())
                .contains(
                        "{\"group\":\"imap\",\"check\":\"dns\",\"state\":\"skipped\",\"fact\":\"because of --offline\",\"hint\":\"\"}")
                .allMatch(line -> line.startsWith("{\"group\":\"") && line.endsWith("}"));
    }

    @Test
    void showsNoSecretAndSkipsWhatNeedsALogin() {
        String wrong = "a-wrong-password";
        LiveCli doctor = run("web1", Map.of("MAILSHELL_IMAP_PASSWORD", wrong));

        assertThat(doctor.exitCode()).isEqualTo(255);
        assertThat(doctor.out())
                .contains("fail    imap       login      the login is refused (")
                .contains("skipped mailbox    folder     because imap failed")
                .contains("skipped loop-back  delivery   because imap failed")
                .doesNotContain(wrong, real.mail().account("web1").password());
    }

    @Test
    void hidesAPasswordThatAMailServerRepeats() throws Exception {
        ThrowAwayCa other = new ThrowAwayCa(Clock.systemUTC());
        other.writeCertificate(directory.resolve("other.pem"));
        try (ScriptedServer smtp = ScriptedServer.tls(
                other, directory, "localhost", "220 localhost ESMTP", DoctorTest::refusingAndRepeating)) {
            String authorities =
                    CaFiles.join(directory.resolve("both.pem"), real.mail().caFile(), directory.resolve("other.pem"));
            LiveCli doctor =
                    run("web1", Map.of("MAILSHELL_SMTP_PORT", smtp.port(), "MAILSHELL_TLS_CA_FILE", authorities));

            assertThat(doctor.out())
                    .contains(
                            "fail    smtp       login      the login is refused (535 it was AUTH PLAIN ***, with ***)")
                    .contains("skipped submission size       because smtp failed");
            assertThat(smtp.heard()).anyMatch(line -> line.matches("AUTH PLAIN [A-Za-z0-9+/=]{20,}"));
        }
    }

    private static String refusingAndRepeating(String line) {
        if (line.startsWith("EHLO")) {
            return "250-localhost\r\n250 AUTH PLAIN";
        }
        return line.startsWith("QUIT") ? "221 bye" : "535 it was " + line + ", with " + password(line);
    }

    /** The last of three texts with a NUL between them (RFC 4616). */
    private static String password(String login) {
        String base64 = login.substring(login.lastIndexOf(' ') + 1);
        String texts = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        return texts.substring(texts.lastIndexOf('\0') + 1);
    }

    @Test
    void warnsOfAClockThatIsAMinuteOffAndFailsWithTenMinutes() {
        assertThat(byClock(Duration.ofMinutes(1)))
                .contains("warn    mailbox    clock      is N s ahead of that of the mail server, give or take N s");
        assertThat(byClock(Duration.ofMinutes(-10)))
                .contains(
                        "fail    mailbox    clock      is N s behind that of the mail server, give or take N s: commands are"
                                + " taken for too old or too new");
    }

    private String byClock(Duration offset) {
        return normalised(LiveCli.run(
                        environment("web1", Map.of()),
                        Clock.offset(Clock.systemUTC(), offset),
                        "doctor",
                        "--no-mail",
                        "--home",
                        home("web1").toString())
                .out());
    }

    @Test
    void findsAKeyThatTheGroupCanRead() throws Exception {
        Path key = home("web1").resolve("identity/web1.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        try {
            LiveCli doctor = run("web1", Map.of(), "--offline");

            assertThat(doctor.exitCode()).isEqualTo(255);
            assertThat(doctor.out())
                    .contains("fail    keys       own        the private key identity/web1.key can be read by the group"
                            + " (mode 0640, expected 0600)")
                    .contains("hint: chmod 600 ");
        } finally {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void looksAtKeysAndPolicyAlsoIfTheSettingsAreWrong() {
        LiveCli doctor = run("web1", Map.of("MAILSHELL_IMAP_PORT", "many"));

        assertThat(doctor.exitCode()).isEqualTo(255);
        assertThat(normalised(doctor.out()))
                .contains("fail    home       settings   ")
                .contains("ok      keys       own        webN, EC-N certificate")
                .contains("ok      policy     file       N command, ")
                .contains("skipped all        others     because the settings cannot be used");
    }

    @Test
    void triesEachUserAndSandboxOfThePolicy() throws Exception {
        Path policy = home("web1").resolve("policy.yaml");
        Files.writeString(policy, HARMLESS.replace("[/usr/bin/true]", "[/usr/bin/true], run-as: nobody-of-that-name"));
        try {
            LiveCli doctor = run("web1", Map.of(), "--offline");

            assertThat(doctor.exitCode()).isEqualTo(255);
            assertThat(doctor.out())
                    .contains("warn    policy     file       policy.yaml:2:")
                    .contains(
                            "fail    machine    run-as     no command runs as nobody-of-that-name: there is no system user");
        } finally {
            Files.writeString(policy, HARMLESS);
        }
    }

    @Test
    void leavesNothingBehindInAMailboxThatAServerReads() throws Exception {
        MailshellServer server = real.parties().startServer("web1");
        try {
            LiveCli doctor = run("web1", Map.of());

            assertThat(doctor.exitCode()).isZero();
            assertThat(doctor.out()).contains("ok      loop-back  mime       type and content came back");
            Patience.await().untilAsserted(() -> assertThat(doctorMails()).isZero());
        } finally {
            server.close();
        }
        assertThat(real.parties().trail()).noneMatch(line -> line.contains("allowed"));
    }

    private int doctorMails() throws Exception {
        return real.mailsIn("web1", "INBOX") + real.mailsIn("web1", "mailshell/received");
    }

    @Test
    void comparesTheLargestMailWithWhatTheMailServersTake() throws Exception {
        real.mail().setQuota("web1", 2_000_000);
        try {
            LiveCli doctor = run("web1", Map.of("MAILSHELL_MAX_MAIL", "20MiB"), "--no-mail");

            assertThat(doctor.exitCode()).isEqualTo(255);
            assertThat(doctor.out())
                    .contains("fail    submission size       it takes mails of up to 10.2 MB; ours have up to 21.0 MB")
                    .contains("warn    mailbox    room       ")
                    .contains("hint: lower mailshell.max-mail");
        } finally {
            real.mail().setQuota("web1", 0);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void findsAFolderThatMailCannotBeTakenFrom() throws Exception {
        real.mail().doveadm("web1", "mailbox create", "Junk");
        Path rights =
                Files.writeString(real.mail().maildir("web1").resolveSibling("acl"), "INBOX owner lr\nJunk owner lr\n");
        real.mail()
                .configureDovecot(
                        """
                        mail_plugins = quota acl
                        protocol imap {
                          mail_plugins = quota acl imap_quota imap_acl
                        }
                        plugin {
                          acl = vfile:FILE
                        }
                        """
                                .replace("FILE", rights.toString()));

        LiveCli doctor = run("web1", Map.of("MAILSHELL_IMAP_JUNK_FOLDER", "Junk"), "--no-mail");

        assertThat(doctor.exitCode()).isEqualTo(255);
        assertThat(doctor.out())
                .contains("fail    mailbox    folder     INBOX ")
                .contains("warn    mailbox    junk       Junk ");
    }

    private LiveCli run(String name, Map<String, String> changes, String... options) {
        return LiveCli.run(environment(name, changes), doctor(name, options));
    }

    private String[] doctor(String name, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("doctor", "--home", home(name).toString()));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray(String[]::new);
    }

    private Map<String, String> environment(String name, Map<String, String> changes) {
        Map<String, String> environment = new HashMap<>(real.parties().environment(name));
        environment.putAll(changes);
        return environment;
    }

    private Path home(String name) {
        return real.parties().home(name).directory();
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "screens", name));
    }

    /** Numbers, but for those of colours, are those of the day and of the machine. */
    private String normalised(String screen) {
        return screen.replace(home("web1").toString(), "HOME")
                .replace(home("alice").toString(), "HOME")
                .replace("commands run as " + System.getProperty("user.name"), "commands run as USER")
                .replaceAll("(?m)the login is refused \\(.*\\)$", "the login is refused (REASON)")
                .replaceAll("(?m), [0-9a-f:]*:1$", "")
                .replaceAll("[MGTP]B free", "GB free")
                .replaceAll("(?<!ESC\\[|\\d)\\d+", "N");
    }
}
