package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.hub.PortRefused;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.smtp.RawClient;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import dev.mailshell.realmail.Prerequisite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What changes while a hub runs: users, its certificate, how full it is, and how old its mail is. */
@Timeout(180)
class HubChangesTest {

    @TempDir
    Path directory;

    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private Parties parties;
    private MailshellHub hub;

    @BeforeEach
    void start() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        parties.environment("hub").putAll(Map.of("MAILSHELL_HUB_QUOTA", "1MiB", "MAILSHELL_HUB_SUBMISSION_PORT", "0"));
        parties.setClock(clock);
        hub = parties.startHub("hub");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    private HubUser user(String name) {
        return HubUser.of(parties.home(name), name + "@hub.test", hub);
    }

    private SSLContext trust() throws Exception {
        return TrustedRoots.tls(Optional.of(parties.home("alice").directory().resolve("hub-ca.pem")));
    }

    @Test
    void aFullMailboxTakesNothingUntilThereIsRoomAndOthersDo() throws Exception {
        HubUser alice = user("alice");
        alice.send("bob@hub.test", "x".repeat(900_000));

        assertThatThrownBy(() -> alice.send("bob@hub.test", "x".repeat(200_000)))
                .hasStackTraceContaining("452 4.2.2");
        alice.send("alice@hub.test", "x".repeat(200_000));
        alice.send("bob@hub.test", "x");

        assertThat(user("bob").mails()).hasSize(2);
    }

    @Test
    void aUserWhoIsRemovedIsNoneAtOnce() throws Exception {
        HubUser bob = user("bob");
        try (RawClient open = RawClient.secure(trust(), hub.smtpsPort().orElseThrow())) {
            open.ask("EHLO laptop.test");
            assertThat(open.ask("AUTH PLAIN " + RawClient.plainCredentials("bob@hub.test", bob.password())))
                    .startsWith("235");
            new UsersFile(parties.home("hub")).remove(new MailAddress("bob@hub.test"));

            assertThat(open.ask("MAIL FROM:<bob@hub.test>")).startsWith("530");
        }
        assertThatThrownBy(bob::mails).hasMessageContaining("AUTH");
        assertThatThrownBy(() -> bob.send("alice@hub.test", "x")).hasStackTraceContaining("535");
        assertThatThrownBy(() -> user("alice").send("bob@hub.test", "x")).hasStackTraceContaining("550");
    }

    @Test
    void aUserWhoIsAddedIsOneAtOnce() throws Exception {
        new UsersFile(parties.home("hub"))
                .add(
                        new Account(new MailAddress("new@hub.test"), OptionalLong.empty()),
                        PasswordHash.of("a new password", new SecureRandom()));
        HubUser alice = user("alice");
        HubUser added = new HubUser(
                "new@hub.test", "a new password", alice.smtps(), alice.pop3s(), alice.session(), alice.reading());

        alice.send("new@hub.test", "welcome");
        added.send("alice@hub.test", "thanks");

        assertThat(added.mails()).hasSize(1);
        assertThat(alice.mails()).hasSize(1);
    }

    @Test
    void aRenewedCertificateIsShownToTheNextWhoConnects() throws Exception {
        Certificate before = certificate();
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeServer(directory.resolve("new.key"), directory.resolve("new.pem"));
        Path ca = directory.resolve("new-ca.pem");
        authority.writeCertificate(ca);
        replace("new.key", parties.home("hub").certificateKey());
        replace("new.pem", parties.home("hub").certificate());

        SSLContext renewed = TrustedRoots.tls(Optional.of(ca));
        for (int port :
                new int[] {hub.smtpsPort().orElseThrow(), hub.pop3sPort().orElseThrow()}) {
            try (RawClient client = RawClient.secure(renewed, port)) {
                assertThat(client.certificate()).isNotEqualTo(before);
            }
        }
    }

    private Certificate certificate() throws Exception {
        try (RawClient client = RawClient.secure(trust(), hub.smtpsPort().orElseThrow())) {
            return client.certificate();
        }
    }

    private void replace(String name, Path target) throws Exception {
        Files.move(directory.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void mailThatNobodyFetchesIsDeletedInTheEnd() throws Exception {
        user("alice").send("bob@hub.test", "old");
        hub.close();
        parties.environment("hub").put("MAILSHELL_HUB_RETENTION", "1h");
        home("expire-mail.camel.yaml", "delay: 1m", "delay: 0");

        hub = parties.startHub("hub");
        user("alice").send("bob@hub.test", "young");
        assertThat(user("bob").mails()).hasSize(2);
        hub.close();
        clock.shift(Duration.ofMinutes(61));
        hub = parties.startHub("hub");
        user("alice").send("bob@hub.test", "new");

        Patience.await().until(() -> user("bob").mails().size() == 1);
        assertThat(user("bob").mails().get(0)).endsWith("new\r\n");
    }

    /** A route of the hub's, changed in its home. */
    private void home(String file, String text, String other) throws Exception {
        Path folder = Files.createDirectories(
                parties.home("hub").routes(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String route = Files.readString(Path.of("routes/hub", file));
        assertThat(route).contains(text);
        Files.writeString(folder.resolve(file), route.replace(text, other));
    }

    @Test
    void namesThePortThatItCannotHave() throws Exception {
        hub.close();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            parties.environment("hub").put("MAILSHELL_HUB_SMTPS_PORT", port);

            assertThatThrownBy(() -> parties.startHub("hub"))
                    .isInstanceOf(PortRefused.class)
                    .hasMessageContaining("SMTPS cannot listen on 127.0.0.1, port " + port);
        }
    }

    @Test
    void whatIsLargeLeavesNothingInTheSpool() throws Exception {
        user("alice").send("bob@hub.test", "x".repeat(500_000));
        assertThatThrownBy(() ->
                        user("alice").sendAs("alice@hub.test", "bob@hub.test", "bob@hub.test", "x".repeat(500_000)))
                .hasStackTraceContaining("5.7.1");

        Path spool = parties.home("hub").work().resolve("spool");
        Patience.await().until(() -> {
            try (Stream<Path> files = Files.walk(spool)) {
                return files.noneMatch(Files::isRegularFile);
            }
        });
    }

    @Test
    void swaksSubmitsByStarttls() throws Exception {
        Prerequisite.require(swaks("--support") == 0, "swaks is not installed");
        String port = Integer.toString(hub.submissionPort().orElseThrow());
        String[] common = {
            "--server",
            "localhost",
            "--port",
            port,
            "--from",
            "alice@hub.test",
            "--to",
            "bob@hub.test",
            "--header",
            "From: alice@hub.test",
            "--body",
            "by swaks",
            "--tls-verify",
            "--tls-ca-path",
            parties.home("alice").directory().resolve("hub-ca.pem").toString()
        };
        String[] login = {
            "--auth",
            "PLAIN",
            "--auth-user",
            "alice@hub.test",
            "--auth-password",
            user("alice").password()
        };

        assertThat(swaks(common, login)).isNotZero();
        assertThat(swaks(common, new String[] {"--tls"})).isNotZero();
        assertThat(swaks(common, login, new String[] {"--tls"})).isZero();

        assertThat(user("bob").mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("with ESMTPSA").contains("by swaks"));
    }

    private int swaks(String[]... arguments) throws Exception {
        return swaks(Stream.of(arguments).flatMap(Stream::of).toArray(String[]::new));
    }

    private int swaks(String... arguments) throws Exception {
        Path output = Files.createTempFile(directory, "swaks", null);
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("env", "swaks", "--timeout", "30"), Stream.of(arguments))
                                .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(Files.readString(output, StandardCharsets.ISO_8859_1))
                .isTrue();
        return process.exitValue();
    }
}
