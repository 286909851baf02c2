package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LabRefused;
import dev.mailshell.camel.MailshellLab;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The insecure lab: plain mail in, plain mail out. */
class LabTest {

    private static final Map<String, String> MEANT = Map.of("MAILSHELL_LAB", "i-understand-this-is-insecure");

    @TempDir
    Path directory;

    private final Counters counters = new Counters();
    private Parties parties;
    private Mailbox web1;
    private Mailbox answers;

    @BeforeEach
    void create() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob"));
        web1 = Mailbox.open(parties.environment("web1"));
        answers = Mailbox.open(parties.environment("alice"));
    }

    @AfterEach
    void close() throws Exception {
        parties.close();
        web1.close();
        answers.close();
    }

    @Test
    void runsWhatAPlainMailSaysAndSaysThatThisIsInsecure() throws Exception {
        try (MailshellServer lab = lab(MEANT)) {
            lab.awaitReady();
            String mail = mail(address("alice"), "@web1\r\n\r\necho hello; exit 3\r\n");
            web1.append(mail);
            web1.append(mail);
            web1.append(mail("mallory@mail.test", "@web1\r\n\r\ntouch " + directory.resolve("ran") + "\r\n"));

            Patience.await().until(() -> counters.refused() == 2 && answers.count(Mailbox.INBOX) == 1);
            String answer = answers.mail(Mailbox.INBOX, 0);
            assertThat(body(answer)).startsWith("INSECURE LAB: ").contains("failed, exit code 3, on web1", "hello");
            assertThat(answer).contains("Auto-Submitted: auto-replied");
        }
        assertThat(counters.refused(Reason.SIGNER_UNKNOWN)).isEqualTo(1);
        assertThat(counters.refused(Reason.DUPLICATE)).isEqualTo(1);
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void asksThePolicyAndSaysInADenialTooThatThisIsInsecure() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                """
                roles: { some: { allow: [show] } }
                commands:
                  show: { exec: [/bin/echo, shown] }
                clients: { alice: { roles: [some] } }
                """);
        try (MailshellServer lab = lab(MEANT)) {
            lab.awaitReady();
            web1.append(mail(address("alice"), "@web1\r\n\r\nid\r\n"));

            Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
            assertThat(body(answers.mail(Mailbox.INBOX, 0)))
                    .startsWith("INSECURE LAB: ")
                    .contains("denied, on web1", "NOT_ALLOWED");
        }
    }

    @Test
    void answersBuiltInCommandsWhileOthersRun() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                """
                defaults: { concurrency: 1 }
                roles: { some: { allow: [sleep, ping] } }
                commands:
                  sleep: { exec: [/bin/sleep, "60"] }
                clients: { alice: { roles: [some] } }
                """);
        try (MailshellServer lab = lab(MEANT)) {
            lab.awaitReady();
            web1.append(mail(address("alice"), "@web1\r\n\r\nsleep\r\n"));
            web1.append(mail(address("alice"), "@web1\r\n\r\nping\r\n"));

            Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
            assertThat(body(answers.mail(Mailbox.INBOX, 0)))
                    .startsWith("INSECURE LAB: ")
                    .contains("done, on web1", "server: web1");
        }
    }

    @Test
    void asksForApprovalsInPlainTextThatSaysSoToo() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                """
                roles: { some: { allow: [show] } }
                commands:
                  show: { exec: [/bin/echo, shown], approvals: { from: [bob] } }
                clients: { alice: { roles: [some] }, bob: { roles: [] } }
                """);
        try (MailshellServer lab = lab(MEANT);
                Mailbox requests = Mailbox.open(parties.environment("bob"))) {
            lab.awaitReady();
            web1.append(mail(address("alice"), "@web1\r\n\r\nshow\r\n"));
            Patience.await().until(() -> requests.count(Mailbox.INBOX) == 1);
            String request = body(requests.mail(Mailbox.INBOX, 0));
            assertThat(request).startsWith("INSECURE LAB: ").contains("argv[1]: \"shown\"");

            web1.append(mail(address("bob"), "approve\r\n\r\n> " + request.replace("\n", "\n> ")));

            Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
            assertThat(body(answers.mail(Mailbox.INBOX, 0)))
                    .startsWith("INSECURE LAB: ")
                    .contains("done, exit code 0, on web1", "shown");
        }
    }

    @Test
    void opensNothingThatIsEncrypted() throws Exception {
        Forger alice = Forger.client(parties, "alice");
        try (MailshellServer lab = lab(MEANT)) {
            lab.awaitReady();
            web1.append(alice.command(
                    "From: " + address("alice") + "\r\n",
                    "web1",
                    Forger.json(UUID.randomUUID().toString(), "true")));

            Patience.await().until(() -> counters.refused(Reason.CONTENT_TYPE_REFUSED) == 1);
        }
    }

    @Test
    void doesNotStartWhereItIsNotMeantOrCouldBeReached() throws Exception {
        assertThatThrownBy(() -> lab(Map.of())).isInstanceOf(LabRefused.class);

        parties.environment("web1").put("MAILSHELL_SMTP_HOST", "192.0.2.1");

        assertThatThrownBy(() -> lab(MEANT)).isInstanceOf(LabRefused.class);
        assertThat(parties.home("web1").database()).doesNotExist();
    }

    @Test
    void sharesNoHomeWithAServer() throws Exception {
        parties.startServer("web1").close();
        assertThatThrownBy(() -> lab(MEANT))
                .isInstanceOf(LabRefused.class)
                .hasMessageEndingWith("has the state of a server");
    }

    @Test
    void leavesItsHomeToNoServer() throws Exception {
        lab(MEANT).close();
        lab(MEANT).close();
        assertThatThrownBy(() -> parties.startServer("web1"))
                .isInstanceOf(LabRefused.class)
                .hasMessageEndingWith("was used by the insecure lab");
    }

    @Test
    void noServerStartsWithARouteOfTheLab() throws Exception {
        for (String name : List.of("open-message", "send-reply", "replace-refused-reply")) {
            Path own = ownRoute(name);
            assertThatThrownBy(() -> parties.startServer("web1"))
                    .isInstanceOf(RouteProblem.class)
                    .hasMessageMatching("unknown bean lab(Mail|Reply)");
            Files.delete(own);
        }
    }

    private Path ownRoute(String name) throws IOException {
        Path routes = parties.home("web1").directory().resolve("routes");
        Files.createDirectories(
                routes, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path own = routes.resolve(name + ".camel.yaml");
        Files.copy(Path.of("routes/lab").resolve(own.getFileName()), own);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        return own;
    }

    private MailshellServer lab(Map<String, String> environment) throws Exception {
        return MailshellLab.start(
                parties.config("web1"),
                PolicyFile.read(parties.home("web1").policy()),
                new Surroundings(Clock.systemUTC(), new SecureRandom(), (subject, event) -> {}, counters),
                environment);
    }

    private String address(String name) throws Exception {
        return parties.config(name).identity().address().value();
    }

    private static String mail(String from, String text) {
        return "From: " + from + "\r\nSubject: x\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(Clock.system(ZoneOffset.UTC)))
                + "\r\nMessage-ID: <" + UUID.randomUUID()
                + "@mail.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + text;
    }

    private static String body(String mail) {
        return mail.substring(mail.indexOf("\r\n\r\n") + 4);
    }
}
