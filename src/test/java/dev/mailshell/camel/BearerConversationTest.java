package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.oauth.BearerLogin;
import dev.mailshell.sasl.SaslSession;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OAUTHBEARER as IMAP and SMTP carry it, and mail servers that repeat what they hear. */
class BearerConversationTest {

    private static final String TOKEN = "ya29.vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg";
    private static final String ERROR = base64("{\"status\":\"invalid_token\"}");
    private static final String SEEN = "AQ==";

    @TempDir
    Path directory;

    private ThrowAwayCa authority;
    private Session session;

    /** What the server answers to all but a login. */
    private String capabilities = "";

    @BeforeEach
    void prepare() throws Exception {
        authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        session = RouteSession.trusting(Optional.of(directory.resolve("ca.pem")));
        SaslSession.put(session.getProperties(), new BearerLogin());
        SaslSession.apply(session);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String response(ScriptedServer server, String token) {
        return base64("n,a=web1@mail.test,\1host=localhost\1port=" + server.port() + "\1auth=Bearer " + token + "\1\1");
    }

    /** @param login what is answered from AUTHENTICATE on, with {@code TAG} for the tag of that */
    private ScriptedServer imap(Function<String, String> login) throws Exception {
        String[] tag = {""};
        return ScriptedServer.tls(
                authority, directory, "localhost", "* OK [CAPABILITY " + capabilities + "] ready", line -> {
                    if (tag[0].isEmpty() && line.contains(" AUTHENTICATE ")) {
                        tag[0] = line.substring(0, line.indexOf(' '));
                    } else if (line.contains(" ")) {
                        return line.substring(0, line.indexOf(' ')) + " OK done";
                    }
                    return login.apply(line).replace("TAG", tag[0]);
                });
    }

    private ScriptedServer smtp(Function<String, String> login) throws Exception {
        return ScriptedServer.tls(
                authority, directory, "localhost", "220 ready", line -> switch (line.substring(0, 4)) {
                    case "EHLO" -> "250-localhost\r\n250 AUTH PLAIN OAUTHBEARER";
                    case "QUIT" -> "221 bye";
                    default -> login.apply(line);
                });
    }

    private void connect(String protocol, ScriptedServer server, String token) throws MessagingException {
        Service service = protocol.equals("imaps") ? session.getStore(protocol) : session.getTransport(protocol);
        try (service) {
            service.connect("localhost", Integer.parseInt(server.port()), "web1@mail.test", token);
        }
    }

    private ScriptedServer server(String protocol, Function<String, String> login) throws Exception {
        capabilities = "IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=OAUTHBEARER";
        return protocol.equals("imaps") ? imap(login) : smtp(login);
    }

    @Test
    void saysAllAtOnceWhereImapTakesThat() throws Exception {
        try (ScriptedServer server = server("imaps", line -> "TAG OK in")) {
            connect("imaps", server, TOKEN);

            assertThat(server.heard())
                    .anyMatch(line -> line.endsWith(" AUTHENTICATE OAUTHBEARER " + response(server, TOKEN)));
        }
    }

    @Test
    void waitsToBeAskedWhereImapDoesNot() throws Exception {
        capabilities = "IMAP4rev1 AUTH=OAUTHBEARER";
        try (ScriptedServer server = imap(line -> line.contains("AUTHENTICATE") ? "+ " : "TAG OK in")) {
            connect("imaps", server, TOKEN);

            assertThat(server.heard())
                    .anyMatch(line -> line.endsWith(" AUTHENTICATE OAUTHBEARER"))
                    .contains(response(server, TOKEN));
        }
    }

    @Test
    void saysAllAtOnceInACommandOfSmtp() throws Exception {
        try (ScriptedServer server = server("smtps", line -> "235 in")) {
            connect("smtps", server, TOKEN);

            assertThat(server.heard()).contains("AUTH OAUTHBEARER " + response(server, TOKEN));
        }
    }

    @Test
    void waitsToBeAskedIfACommandOfSmtpWouldBeTooLong() throws Exception {
        String token = TOKEN.repeat(20);
        try (ScriptedServer server = server("smtps", line -> line.startsWith("AUTH ") ? "334 " : "235 in")) {
            connect("smtps", server, token);

            assertThat(server.heard()).contains("AUTH OAUTHBEARER", response(server, token));
        }
    }

    @Test
    void commandsOfSmtpAreNeverTooLong() throws Exception {
        for (int length = 270; length < 290; length++) {
            try (ScriptedServer server = server("smtps", line -> line.equals("AUTH OAUTHBEARER") ? "334 " : "235 in")) {
                connect("smtps", server, "a".repeat(length));

                assertThat(server.heard())
                        .filteredOn(line -> line.startsWith("AUTH "))
                        .hasSize(1)
                        .allMatch(line -> line.length() <= 510);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "smtps"})
    void answersAnErrorAndSaysWhichItWas(String protocol) throws Exception {
        Function<String, String> login = line -> line.equals(SEEN) ? no(protocol) : more(protocol, ERROR);
        try (ScriptedServer server = server(protocol, login)) {
            assertThatThrownBy(() -> connect(protocol, server, TOKEN))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("the mail server refuses the token (invalid_token)");

            assertThat(server.heard()).contains(SEEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "smtps"})
    void isNotLetInAfterAnError(String protocol) throws Exception {
        Function<String, String> login = line -> line.equals(SEEN) ? yes(protocol) : more(protocol, ERROR);
        try (ScriptedServer server = server(protocol, login)) {
            assertThatThrownBy(() -> connect(protocol, server, TOKEN))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("the mail server ends the login before it has proved who it is");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "smtps"})
    void answersOneErrorOnly(String protocol) throws Exception {
        try (ScriptedServer server = server(protocol, line -> more(protocol, ERROR))) {
            assertThatThrownBy(() -> connect(protocol, server, TOKEN))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("the mail server asks for more than OAUTHBEARER proves");

            assertThat(server.heard()).filteredOn(SEEN::equals).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "smtps"})
    void repeatsNothingOfWhatAMailServerRepeats(String protocol) throws Exception {
        Function<String, String> login =
                line -> (protocol.equals("imaps") ? "TAG NO out\u0007 " : "535-5.7.8 out\u0007\r\n535 5.7.8 ") + TOKEN
                        + " " + line;
        try (ScriptedServer server = server(protocol, login)) {
            assertThatThrownBy(() -> connect(protocol, server, TOKEN))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .satisfies(failure -> assertThat(stackTrace(failure))
                            .contains("out? ", "*** ")
                            .doesNotContain(TOKEN, response(server, TOKEN)));
        }
    }

    @Test
    void repeatsTheWordsOfARefusalWithoutAnError() throws Exception {
        try (ScriptedServer server = server("imaps", line -> "TAG NO [UNAVAILABLE] not now")) {
            assertThatThrownBy(() -> connect("imaps", server, TOKEN))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("[UNAVAILABLE] not now");
        }
    }

    @Test
    void repeatsNothingOfWhatAMailServerRepeatsAtTheEnd() throws Exception {
        try (ScriptedServer server = server("imaps", line -> "* BYE no " + line)) {
            assertThatThrownBy(() -> connect("imaps", server, TOKEN))
                    .hasMessageContaining("the mail server ends the connection: no ")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(response(server, TOKEN)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "smtps"})
    void isNotWrittenDownByTheMailLibrary(String protocol) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        Traces traces = new Traces();
        try (traces;
                ScriptedServer server = server(protocol, line -> yes(protocol))) {
            connect(protocol, server, TOKEN);

            assertThat(out.toString(StandardCharsets.UTF_8) + traces.lines)
                    .contains("localhost")
                    .doesNotContain(TOKEN, response(server, TOKEN));
        }
    }

    private static String more(String protocol, String challenge) {
        return (protocol.equals("imaps") ? "+ " : "334 ") + challenge;
    }

    private static String yes(String protocol) {
        return protocol.equals("imaps") ? "TAG OK in" : "235 in";
    }

    private static String no(String protocol) {
        return protocol.equals("imaps") ? "TAG NO out" : "535 out";
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** All that the mail library says of its work, as its finest level has it. */
    private static final class Traces extends Handler implements AutoCloseable {

        private final List<String> lines = new ArrayList<>();
        private final Logger logger = Logger.getLogger("dev.mailshell.sasl");

        Traces() {
            setLevel(Level.ALL);
            logger.setLevel(Level.ALL);
            logger.addHandler(this);
        }

        @Override
        public synchronized void publish(LogRecord line) {
            lines.add(line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setLevel(null);
        }
    }
}
