package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.TestHomes;
import dev.mailshell.cli.TestHomes.Said;
import dev.mailshell.crypto.InvitationCode;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {

    private static final String MAIL =
            """
            From: %s\r
            To: %s\r
            Subject: Mail Shell\r
            Message-ID: <%s@mail.test>\r
            MIME-Version: 1.0\r
            Content-Type: application/vnd.mailshell.enrolment+json\r
            \r
            {"v":1,"invitation":"%s","content":"%s","mac":"%s"}\r
            """;

    @TempDir
    Path directory;

    private final MailAddress bob = SharedMail.address("bob");
    private Parties parties;
    private Map<String, String> environment;
    private Path web1;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        web1 = parties.home("web1").directory();
        environment = new HashMap<>(SharedMail.add(bob));
        environment.put("MAILSHELL_IMAP_POLL", "50ms");
        environment.put("MAILSHELL_IMAP_PUSH", "off");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    private String invite() throws Exception {
        return TestHomes.run(Map.of(), "keys", "invite", "bob", "--json", "--home", web1.toString())
                .out()
                .replaceFirst("(?s).*\"code\":\"([^\"]+)\".*", "$1");
    }

    private Said join(String code, Path home, String wait) throws Exception {
        return TestHomes.run(
                environment,
                "keys",
                "join",
                code,
                "--home",
                home.toString(),
                "--to",
                parties.config("web1").identity().address().value(),
                "--address",
                bob.value(),
                "--algorithm",
                "ec",
                "--wait",
                wait);
    }

    private Path makeHome(String folder) throws Exception {
        Path home = directory.resolve(folder).resolve("bob");
        Said said = join(InvitationCode.fresh(new SecureRandom()).reveal(), home, "1s");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).contains("made " + home, "nothing is sent yet");
        return home;
    }

    private int refused() {
        return (int) parties.counters("web1").refused(Reason.INVITATION_REFUSED);
    }

    private void awaitRefused(int count) {
        Patience.await().untilAsserted(() -> assertThat(refused()).isEqualTo(count));
    }

    private Path pending() {
        return web1.resolve("state/pending/bob");
    }

    @Test
    void makesAClientInTwoMailsWithNoFileCopied() throws Exception {
        String code = invite();
        Path home = makeHome("new");
        parties.startServer("web1");

        Said joined = join(code, home, "60s");

        assertThat(joined.exitCode()).as(joined.err()).isZero();
        assertThat(joined.out()).startsWith("joined web1 <");
        for (String key : List.of("web1.crt", "web1.pgp.asc")) {
            assertThat(joined.out().replaceAll("\\s", ""))
                    .containsIgnoringCase("itskey" + TestHomes.fingerprint(web1.resolve("identity/" + key)));
        }
        assertThat(home.resolve("trust/servers/web1")).isDirectoryContaining("glob:**/web1.crt");
        assertThat(home.resolve("trust/servers/web1/web1.crt"))
                .hasSameTextualContentAs(web1.resolve("identity/web1.crt"));
        assertThat(home.resolve("trust/servers/web1/web1.pgp.asc")).exists();
        assertThat(web1.resolve("trust/clients/bob")).doesNotExist();
        assertThat(pending().resolve("bob.crt")).hasSameTextualContentAs(home.resolve("identity/bob.crt"));
        for (Path file : List.of(pending().resolve("bob.crt"), pending().resolve("address"))) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }

        Said accepted = TestHomes.run(Map.of(), "keys", "accept", "bob", "--yes", "--home", web1.toString());
        assertThat(accepted.exitCode()).as(accepted.err()).isZero();
        assertThat(accepted.err()).contains("added trust/clients/bob/bob.crt", "added trust/clients/bob/bob.pgp.asc");
        assertThat(pending()).doesNotExist();

        Said answer = TestHomes.run(
                environment, "send", "--home", home.toString(), "--to", "web1", "--wait", "60s", "--", "echo hello");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).isEqualTo("hello\n");
    }

    @Test
    void answersTheSameOfferAgainAndNoOtherWithTheSameCode() throws Exception {
        String code = invite();
        Path home = makeHome("new");
        Path thief = makeHome("thief");
        parties.startServer("web1");
        assertThat(join(code, home, "60s").exitCode()).isZero();
        assertThat(join(code, home, "60s").err()).contains("is trusted here already; nothing is sent");
        TreeRemoval.remove(home.resolve("trust/servers/web1"));

        assertThat(join(code, home, "60s").exitCode()).isZero();
        assertThat(home.resolve("trust/servers/web1/web1.crt")).exists();
        assertThat(join(code, thief, "1s").err()).contains("has not answered within 1s");

        awaitRefused(1);
        assertThat(pending().resolve("bob.crt")).hasSameTextualContentAs(home.resolve("identity/bob.crt"));
        assertThat(thief.resolve("trust/servers/web1")).doesNotExist();
    }

    @Test
    void answersNobodyWithAnotherCode() throws Exception {
        invite();
        Path home = makeHome("new");
        parties.startServer("web1");

        Said said = join(InvitationCode.fresh(new SecureRandom()).reveal(), home, "1s");

        assertThat(said.exitCode()).isEqualTo(255);
        awaitRefused(1);
        assertThat(pending()).doesNotExist();
        assertThat(home.resolve("trust/servers/web1")).doesNotExist();
    }

    @Test
    void endsAnInvitationAfterFiveOffersThatDoNotProveItsCode() throws Exception {
        String code = invite();
        String id = InvitationCode.parse(code).orElseThrow().keys().id();
        Path home = makeHome("new");
        parties.startServer("web1");
        String to = parties.config("web1").identity().address().value();
        String content = Base64.getEncoder()
                .encodeToString(("{\"name\":\"bob\",\"address\":\"" + bob + "\",\"certificate\":\"\",\"openPgp\":\"\"}")
                        .getBytes(StandardCharsets.UTF_8));
        try (Mailbox mailbox = Mailbox.open(environment)) {
            for (int i = 1; i <= 5; i++) {
                mailbox.submit(
                        to, String.format(Locale.ROOT, MAIL, bob, to, "forged-" + i, id, content, "0".repeat(64)));
                awaitRefused(i);
            }
        }

        assertThat(join(code, home, "1s").err()).contains("has not answered within 1s");

        awaitRefused(6);
        assertThat(pending()).doesNotExist();
    }

    @Test
    void takesNoMailForAnOfferWhileNobodyIsInvited() throws Exception {
        parties.startServer("web1");
        String to = parties.config("web1").identity().address().value();
        try (Mailbox mailbox = Mailbox.open(environment)) {
            mailbox.submit(
                    to, String.format(Locale.ROOT, MAIL, bob, to, "none", "0".repeat(32), "e30=", "0".repeat(64)));
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(parties.counters("web1").refused(Reason.NOT_ENCRYPTED)
                                + parties.counters("web1").refused(Reason.CONTENT_TYPE_REFUSED))
                        .isOne());
        assertThat(refused()).isZero();
    }
}
