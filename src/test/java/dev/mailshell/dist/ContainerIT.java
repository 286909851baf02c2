package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.dist.HandMadeImage.Container;
import dev.mailshell.dist.HandMadeImage.Started;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile says, carried out by hand: as another user, without a capability, on a root that cannot be written. */
class ContainerIT {

    @TempDir
    static Path directory;

    private static HandMadeImage image;

    @TempDir
    Path homes;

    private final List<Started> started = new ArrayList<>();

    @BeforeAll
    static void makeTheImage() throws Exception {
        HandMadeImage.assumePossible();
        image = HandMadeImage.make(directory);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Started one : started) {
            one.process().destroy();
            one.process().waitFor();
            Files.delete(one.out());
            Files.delete(one.err());
        }
    }

    @Test
    void startsAsTheDockerfileSays() throws Exception {
        Image.Run run = container("web1", Map.of())
                .run(Dockerfile.read().stage(2).words("CMD").toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("server", "client", "hub");
    }

    @Test
    void hasItsClassArchiveAndIsWrittenByNobodyButRoot() throws Exception {
        assertThat(image.file("/opt/mailshell/mailshell.jsa")).exists();
        Image.Run who = container("web1", Map.of())
                .shell(
                        """
                        id -u; pwd; find /opt/mailshell /usr/local -writable; grep -E '^Cap(Eff|Bnd)|^NoNewPrivs' /proc/self/status
                        for place in /opt/mailshell /usr/local/bin /home/mailshell /etc; do touch $place/x 2>&1 | grep -c Read-only; done
                        touch /home/mailshell/home/x /tmp/x && echo written; printf '#!/bin/sh\n' > /tmp/run; chmod +x /tmp/run; /tmp/run
                        """);

        assertThat(who.out())
                .isEqualTo(
                        """
                        1000
                        /home/mailshell
                        CapEff:\t0000000000000000
                        CapBnd:\t0000000000000000
                        NoNewPrivs:\t1
                        1
                        1
                        1
                        1
                        written
                        """);
        assertThat(who.err()).contains("/tmp/run").contains("Permission denied");
    }

    @Test
    void answersACommandAndSaysHowItIs() throws Exception {
        RealMail.assumeAvailable();
        initialise("--server", "web1=web1@mail.test", "--client", "alice=alice@mail.test");
        try (RealMail mail = RealMail.start("web1", "alice")) {
            Container web1 = container("web1", settings(mail, "web1"));
            Container alice = container("alice", settings(mail, "alice"));
            assertThat(web1.health().exitCode()).isEqualTo(1);

            start(web1, "server");
            start(alice, "client");
            awaitHealthy(web1);
            awaitHealthy(alice);
            Image.Run answer = alice.run("send", "--to", "web1", "--wait", "60s", "--", "uptime");

            assertThat(answer.exitCode()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("load average");
            assertThat(web1.health().out()).startsWith("ready").contains("mailbox ok");

            mail.stopDovecot();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(web1.health().exitCode()).isEqualTo(1));
            assertThat(web1.health("live").exitCode()).isZero();
        }
    }

    @Test
    void isAHubAsWell() throws Exception {
        initialise("--hub", "hub=hub@mail.test", "--hub-host", "localhost", "--client", "alice=alice@mail.test");
        String smtps = freePort();
        String pop3s = freePort();
        Container hub = container(
                "hub",
                Map.of(
                        "MAILSHELL_HUB_BIND",
                        "127.0.0.1",
                        "MAILSHELL_HUB_SMTPS_PORT",
                        smtps,
                        "MAILSHELL_HUB_POP3S_PORT",
                        pop3s,
                        "MAILSHELL_MANAGEMENT_PORT",
                        freePort()));
        Container alice = container(
                "alice",
                Map.of(
                        "MAILSHELL_SMTP_PORT", smtps,
                        "MAILSHELL_POP3_PORT", pop3s,
                        "MAILSHELL_MANAGEMENT_PORT", freePort()));

        start(hub, "hub");
        awaitHealthy(hub);
        Image.Run answer = alice.run("send", "--to", "hub", "--wait", "60s", "--", "uptime");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("load average");
        assertThat(hub.health().out()).contains("store ok", "certificate ok");
    }

    /** Has the image make homes, as its user, in a folder of the host. */
    private void initialise(String... parties) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("keys", "init", "--algorithm", "ec", "--dir", "/home/mailshell/home/homes"));
        arguments.addAll(List.of(parties));

        Image.Run made = image.container(homes, Map.of("MAILSHELL_JAVA_OPTS", "-XX:TieredStopAtLevel=1"))
                .run(arguments.toArray(String[]::new));

        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    private Container container(String party, Map<String, String> environment) throws Exception {
        Path home = Files.createDirectories(
                homes.resolve("homes").resolve(party),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return image.container(home, environment);
    }

    /** The authority of the mail server lies in the home, where the container sees it. */
    private Map<String, String> settings(RealMail mail, String party) throws IOException {
        Path ca = homes.resolve("homes").resolve(party).resolve("ca.pem");
        Files.copy(mail.caFile(), ca);
        Map<String, String> settings = new HashMap<>(mail.environment(party));
        settings.put("MAILSHELL_TLS_CA_FILE", "/home/mailshell/home/ca.pem");
        settings.put("MAILSHELL_MANAGEMENT_PORT", freePort());
        return settings;
    }

    private void start(Container container, String verb) throws IOException {
        started.add(container.start(verb));
    }

    private void awaitHealthy(Container container) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Image.Run health = container.health();
            assertThat(health.exitCode()).as(health.out() + said()).isZero();
        });
    }

    private String said() throws IOException {
        StringBuilder said = new StringBuilder();
        for (Started one : started) {
            said.append(Files.readString(one.err()));
        }
        return said.toString();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
