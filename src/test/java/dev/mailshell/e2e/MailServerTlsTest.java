package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.ThrowAwayCa;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stands between us and the mail server hears no password. */
class MailServerTlsTest {

    private static final String IMAP = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready";
    private static final String SMTP = "220 localhost ESMTP";

    @TempDir
    Path directory;

    private Parties parties;
    private ThrowAwayCa ours;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        ours = new ThrowAwayCa(Clock.systemUTC());
        ours.writeCertificate(directory.resolve("ours.pem"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void imapsSendsAPasswordToAServerThatItTrusts() throws Exception {
        try (ScriptedServer imap = ScriptedServer.tls(ours, directory, "localhost", IMAP, this::imap)) {
            pollMailboxAt(imap, "localhost");
            Patience.await().until(() -> !passwords(imap).isEmpty());
        }
    }

    @Test
    void imapsRefusesACertificateOfAnUnknownAuthority() throws Exception {
        ThrowAwayCa other = new ThrowAwayCa(Clock.systemUTC());
        try (ScriptedServer imap = ScriptedServer.tls(other, directory, "localhost", IMAP, this::imap)) {
            pollMailboxAt(imap, "localhost");
            requireSilence(imap);
        }
    }

    @Test
    void imapsRefusesACertificateForAnotherHost() throws Exception {
        try (ScriptedServer imap = ScriptedServer.tls(ours, directory, "127.0.0.2", IMAP, this::imap)) {
            pollMailboxAt(imap, "127.0.0.2");
            requireSilence(imap);
        }
    }

    @Test
    void smtpsSendsAPasswordToAServerThatItTrusts() throws Exception {
        try (ScriptedServer smtp = ScriptedServer.tls(ours, directory, "localhost", SMTP, this::smtp)) {
            submitTo(smtp, "localhost");
            Patience.await().until(() -> !passwords(smtp).isEmpty());
        }
    }

    @Test
    void smtpsRefusesACertificateOfAnUnknownAuthority() throws Exception {
        ThrowAwayCa other = new ThrowAwayCa(Clock.systemUTC());
        try (ScriptedServer smtp = ScriptedServer.tls(other, directory, "localhost", SMTP, this::smtp)) {
            submitTo(smtp, "localhost");
            requireSilence(smtp);
        }
    }

    @Test
    void smtpsRefusesACertificateForAnotherHost() throws Exception {
        try (ScriptedServer smtp = ScriptedServer.tls(ours, directory, "127.0.0.2", SMTP, this::smtp)) {
            submitTo(smtp, "127.0.0.2");
            requireSilence(smtp);
        }
    }

    @Test
    void smtpGoesNoFurtherWithoutStartTls() throws Exception {
        try (ScriptedServer smtp = ScriptedServer.plain(SMTP, this::smtp)) {
            parties.environment("alice").put("MAILSHELL_SMTP_STARTTLS", "true");
            submitTo(smtp, "localhost");
            Patience.await().until(() -> smtp.connections() >= 2);
            assertThat(smtp.heard()).isNotEmpty().allMatch(line -> line.startsWith("EHLO ") || line.equals("QUIT"));
        }
    }

    /** The poll begins again and again; the test does not wait for a mailbox that never answers. */
    private void pollMailboxAt(ScriptedServer imap, String host) throws Exception {
        Map<String, String> environment = parties.environment("web1");
        environment.put("MAILSHELL_IMAP_HOST", host);
        environment.put("MAILSHELL_IMAP_PORT", imap.port());
        environment.put("MAILSHELL_TLS_CA_FILE", directory.resolve("ours.pem").toString());
        parties.startServerWithoutMailbox("web1");
    }

    /** The mailbox is the usual one, so that both authorities are trusted. */
    private void submitTo(ScriptedServer smtp, String host) throws Exception {
        Map<String, String> environment = parties.environment("alice");
        environment.put("MAILSHELL_SMTP_HOST", host);
        environment.put("MAILSHELL_SMTP_PORT", smtp.port());
        environment.put(
                "MAILSHELL_TLS_CA_FILE",
                CaFiles.join(
                        directory.resolve("both.pem"),
                        Path.of(environment.get("MAILSHELL_TLS_CA_FILE")),
                        directory.resolve("ours.pem")));
        parties.startClient("alice");
        parties.drop("alice", "x.cmd", "@web1\ntrue\n");
    }

    private static void requireSilence(ScriptedServer server) {
        Patience.await().until(() -> server.connections() >= 2);
        assertThat(server.heard()).isEmpty();
    }

    private static List<String> passwords(ScriptedServer server) {
        return server.heard().stream()
                .filter(line -> line.contains("AUTH") || line.contains("LOGIN"))
                .toList();
    }

    private String imap(String line) {
        String tag = line.substring(0, Math.max(0, line.indexOf(' ')));
        return line.contains("CAPABILITY") ? "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + " OK done" : tag + " NO";
    }

    private String smtp(String line) {
        Function<String, Boolean> is = line::startsWith;
        if (is.apply("EHLO")) {
            return "250-localhost\r\n250 AUTH PLAIN LOGIN";
        }
        return is.apply("QUIT") ? "221 bye" : "535 no";
    }
}
