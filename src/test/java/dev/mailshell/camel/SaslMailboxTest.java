package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.sasl.ExternalLogin;
import dev.mailshell.sasl.SaslSession;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by a mechanism at IMAP servers that would do without, or have no end. */
class SaslMailboxTest {

    private static final String CAPABILITIES = "[CAPABILITY IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=PLAIN] ready";

    @TempDir
    Path directory;

    private String answer = "OK done";

    @Test
    void logsInByTheMechanismAlone() throws Exception {
        try (ScriptedServer server = server("* OK " + CAPABILITIES)) {
            connect(server).close();

            assertThat(server.heard()).anyMatch(line -> line.endsWith("AUTHENTICATE EXTERNAL ="));
        }
    }

    @Test
    void isNotInSinceTheServerSaysSoBeforeAnythingWasProved() throws Exception {
        answer = "BAD you are in";
        try (ScriptedServer server = server("* PREAUTH " + CAPABILITIES)) {
            assertThatThrownBy(() -> connect(server)).isInstanceOf(AuthenticationFailedException.class);

            assertThat(server.heard()).anyMatch(line -> line.contains("AUTHENTICATE EXTERNAL"));
        }
    }

    @Test
    void hasNoPatienceForAServerThatSpeaksOfOtherThingsForEver() throws Exception {
        answer = "";
        try (ScriptedServer server = server("* OK " + CAPABILITIES)) {
            assertThatThrownBy(() -> connect(server))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("the mail server says anything but an answer");
        }
    }

    @Test
    void endsIfItIsAskedForMoreThanThereIsToProve() throws Exception {
        answer = "+";
        try (ScriptedServer server = server("* OK " + CAPABILITIES)) {
            assertThatThrownBy(() -> connect(server))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("the mail server asks for more than EXTERNAL proves");
        }
    }

    private ScriptedServer server(String greeting) throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        return ScriptedServer.tls(authority, directory, "localhost", greeting, this::say);
    }

    private String say(String line) {
        String tag = line.substring(0, line.indexOf(' '));
        if (!line.contains("AUTHENTICATE")) {
            return tag + " OK done";
        }
        return switch (answer) {
            case "+" -> "+ ";
            case "" -> "* 1 EXISTS\r\n".repeat(1000).strip();
            default -> tag + " " + answer;
        };
    }

    private Store connect(ScriptedServer server) throws Exception {
        Session session = RouteSession.trusting(Optional.of(directory.resolve("ca.pem")));
        SaslSession.put(session.getProperties(), new ExternalLogin());
        SaslSession.apply(session);
        Store store = session.getStore("imaps");
        store.connect("localhost", Integer.parseInt(server.port()), "web1", "");
        return store;
    }
}
