package dev.mailshell.config;

import static dev.mailshell.config.TestHome.pop3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where mail comes from, by what is written. */
class ReceptionTest {

    private static final String IMAP = "mailshell.imap.host=imap.mail.test\n";
    private static final String SMTP = "mailshell.smtp.host=smtp.mail.test\n";

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    @Test
    void isAMaildropWhereSettingsOfPop3AreWritten() throws Exception {
        web1.replace(IMAP, "mailshell.pop3.host=pop.mail.test\n");

        MailshellConfig config = web1.load(Map.of());

        assertThat(pop3(config))
                .isEqualTo(new PopMailbox(
                        "pop.mail.test", 995, "web1@mail.test", pop3(config).password(), Duration.ofSeconds(30)));
        assertThat(pop3(config).password().reveal()).isEqualTo("s3cret");
        assertThat(config.reception().mailbox()).contains(pop3(config));
    }

    @Test
    void isAMaildropBesideAProviderThatHasOnlyItsImapHostKnown() throws Exception {
        web1.replace(IMAP, "mailshell.provider=fastmail\nmailshell.pop3.host=pop.fastmail.com\n");

        assertThat(pop3(web1.load(Map.of())).host()).isEqualTo("pop.fastmail.com");
    }

    @Test
    void asksForTheHostOfAMaildrop() throws Exception {
        web1.replace(IMAP, "mailshell.pop3.poll=1m\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties",
                        "mailshell.pop3.host is missing",
                        "write mailshell.pop3.host=pop.example.org, or set MAILSHELL_POP3_HOST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"port=0", "poll=500ms", "poll=2h", "user=a\u0007b"})
    void refusesAWrongValueOfAMaildrop(String line) throws Exception {
        web1.replace(IMAP, "mailshell.pop3.host=pop.mail.test\nmailshell.pop3." + line + "\n");

        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("mailshell.properties:5");
    }

    @Test
    void isNotBothAMailboxAndAMaildrop() throws Exception {
        web1.append("mailshell.pop3.host=pop.mail.test\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7",
                        "mailshell.pop3.host cannot be used (mailshell.imap.host is set as well, expected one of IMAP and"
                                + " POP3)",
                        "remove all mailshell.pop3 settings, or all mailshell.imap settings"));
    }

    @Test
    void handsTheSettingsOfAMaildropAndNoneOfAMailboxToTheRoutes() throws Exception {
        web1.replace(IMAP, "mailshell.pop3.host=pop.mail.test\nmailshell.pop3.poll=1m\n");

        assertThat(web1.load(Map.of()).placeholders())
                .containsEntry("mailshell.pop3.host", "pop.mail.test")
                .containsEntry("mailshell.pop3.port", "995")
                .containsEntry("mailshell.pop3.user", "web1@mail.test")
                .containsEntry("mailshell.pop3.password", "s3cret")
                .containsEntry("mailshell.pop3.poll", "60000")
                .doesNotContainKey("mailshell.imap.host");
    }

    @Test
    void isTheStoreOfAHubWhichNeedsNoOtherMailServer() throws Exception {
        makeHub();
        Files.delete(web1.home().directory().resolve("password"));

        MailshellConfig config = web1.load(Map.of());

        assertThat(config.role()).isEqualTo(Role.HUB);
        assertThat(config.reception()).isInstanceOf(OwnStore.class);
        assertThat(config.reception().mailbox()).isEmpty();
        assertThat(config.smtp()).isEmpty();
        assertThat(config.placeholders()).doesNotContainKeys("mailshell.imap.host", "mailshell.smtp.host");
    }

    @Test
    void letsAHubHaveASmartHost() throws Exception {
        web1.replace("mailshell.role=server", "mailshell.role=hub");
        web1.replace(IMAP, "");
        web1.makeCertificate();

        assertThat(web1.load(Map.of()).smtp().map(Submission::host)).contains("smtp.mail.test");
    }

    @Test
    void asksForThePasswordOfASmartHost() throws Exception {
        makeHub();
        web1.replace("mailshell.password-file=password\n", "mailshell.provider=gmail\n");

        assertThat(web1.problems(Map.of()))
                .extracting(Problem::fact)
                .containsExactly("mailshell.smtp.password is missing");
    }

    @Test
    void refusesEachSettingOfAMailboxInAHub() throws Exception {
        web1.makeCertificate();
        web1.append("mailshell.pop3.host=pop.mail.test\n");
        web1.replace("mailshell.role=server", "mailshell.role=hub");

        assertThat(web1.problems(Map.of()))
                .extracting(Problem::place, Problem::fact)
                .containsExactly(
                        tuple(
                                "mailshell.properties:4",
                                "mailshell.imap.host cannot be used (the role is hub, expected server or client)"),
                        tuple(
                                "mailshell.properties:7",
                                "mailshell.pop3.host cannot be used (the role is hub, expected server or client)"));
    }

    @Test
    void givesAHubThePeersAndTheFoldersOfAServer() throws Exception {
        Home hub = new Home(directory.resolve("hub"));

        hub.create(Role.HUB);

        assertThat(Role.HUB.runsCommands()).isTrue();
        assertThat(Role.HUB.peers()).isEqualTo(Peers.CLIENTS);
        assertThat(hub.signedAudit().getParent()).isDirectory();
        assertThat(hub.outbox()).doesNotExist();
    }

    private void makeHub() throws IOException {
        web1.replace("mailshell.role=server", "mailshell.role=hub");
        web1.replace(IMAP, "");
        web1.replace(SMTP, "");
        web1.makeCertificate();
    }
}
