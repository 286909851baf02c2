package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.hub.smtp.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a hub, as programs read it that ban who guesses passwords. */
@Timeout(120)
class RefusedLoginsTest {

    private static final String GUESS = "a-guess-at-a-password";

    /** What fail2ban has removed before it compares. */
    private static final String TIME = "^\\S+Z";

    @TempDir
    Path directory;

    private Parties parties;
    private Child hub;

    @BeforeEach
    void start() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice"));
        parties.keepPorts("hub");
        hub = parties.startHubProcess("hub");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void eachHasALineAsTheDocumentsSayAndWithoutNameOrPassword() throws Exception {
        assertThat(bySmtp("alice@hub.test", GUESS)).startsWith("535");
        assertThat(bySmtp(GUESS, GUESS)).startsWith("535");
        assertThat(bySmtp("x from 192.0.2.1", GUESS)).startsWith("535");
        assertThat(byPop3("alice@hub.test", GUESS)).startsWith("-ERR");
        assertThat(byPop3("alice@hub.test", password())).startsWith("+OK");

        String log = Files.readString(parties.home("hub").logs().resolve("mailshell.log"));
        assertThat(refusals(log)).containsExactly("127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1");
        assertThat(log + hub.err()).doesNotContain(GUESS, "192.0.2.1", password());
    }

    private static List<String> refusals(String log) throws IOException {
        return log.lines()
                .map(line -> line.replaceFirst(TIME, ""))
                .map(documented()::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static Pattern documented() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/hub.md"))) {
            String filter = lines.filter(line -> line.startsWith("failregex = "))
                    .findFirst()
                    .orElseThrow();
            return Pattern.compile(filter.substring("failregex = ".length()).replace("<ADDR>", "([0-9a-f.:]+)"));
        }
    }

    private String bySmtp(String user, String password) throws Exception {
        try (RawClient client = RawClient.secure(trust(), port("SMTPS"))) {
            client.ask("EHLO laptop.test");
            return client.ask("AUTH PLAIN " + RawClient.plainCredentials(user, password));
        }
    }

    private String byPop3(String user, String password) throws Exception {
        try (RawClient client = RawClient.secure(trust(), port("POP3S"))) {
            client.ask("USER " + user);
            return client.ask("PASS " + password);
        }
    }

    private String password() throws IOException {
        return Files.readString(parties.home("alice").directory().resolve("password"))
                .strip();
    }

    private int port(String name) {
        return Integer.parseInt(parties.environment("hub").get("MAILSHELL_HUB_" + name + "_PORT"));
    }

    private SSLContext trust() throws Exception {
        return TrustedRoots.tls(Optional.of(parties.home("alice").directory().resolve("hub-ca.pem")));
    }
}
