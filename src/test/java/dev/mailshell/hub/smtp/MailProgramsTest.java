package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that others wrote submit mail, and are refused where they must be. */
@Timeout(120)
class MailProgramsTest {

    private static final String MESSAGE =
            "From: alice@hub.test\r\nTo: bob@hub.test\r\nSubject: by a program\r\n\r\n.one\r\n..two\r\n\r\nthree\r\n";

    @TempDir
    Path directory;

    @BeforeEach
    void writeMessage() throws Exception {
        Files.writeString(directory.resolve("mail.eml"), MESSAGE);
    }

    /** How a program ended, and what it wrote. */
    record Run(int status, String output) {}

    private Run bash(TestHub hub, String command) throws Exception {
        Path output = Files.createTempFile(directory, "output", null);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PORT", Integer.toString(hub.port()));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    private void require(TestHub hub, String check, String program) throws Exception {
        Prerequisite.require(bash(hub, check).status() == 0, "there is no " + program);
    }

    private TestHub hub(String mode) throws Exception {
        return TestHub.start(directory, mode + "&maxMessageSize=10000000");
    }

    private static void assertTaken(TestHub hub) {
        assertThat(hub.received()).hasSize(1);
        assertThat(hub.received().get(0).recipients()).containsExactly("bob@hub.test");
        // A program may add an empty line at the end.
        assertThat(hub.received().get(0).body()).contains("\r\n\r\n.one\r\n..two\r\n\r\nthree\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-on-connect", "--tls"})
    void swaks(String tls) throws Exception {
        try (TestHub hub = hub(tls.equals("--tls") ? TestHub.STARTTLS : TestHub.SUBMISSION)) {
            require(hub, "swaks --support | grep -q '=== TLS supported'", "swaks with TLS");
            String common = "swaks --server localhost --port $PORT --tls-verify --tls-ca-path ca.pem --helo client.test"
                    + " --from alice@hub.test --to bob@hub.test --data @mail.eml --suppress-data ";
            String login = tls + " --auth-user alice@hub.test --auth-password ";

            assertThat(bash(hub, common + login + "'wonder land' --auth PLAIN --pipeline")
                            .status())
                    .isZero();
            assertTaken(hub);
            assertThat(bash(hub, common + login + "'wonder land' --auth LOGIN").status())
                    .isZero();
            assertThat(bash(hub, common + login + "wrong --auth PLAIN"))
                    .matches(run -> run.status() == 28 && run.output().contains("535 5.7.8"));
            assertThat(bash(hub, common + tls)).matches(run -> run.output().contains("530 5.7.0"));
            assertThat(bash(hub, common.replace("--from alice", "--from bob") + login + "'wonder land' --auth PLAIN"))
                    .matches(run -> run.status() == 23 && run.output().contains("553 5.7.1"));
            assertThat(bash(hub, common.replace("bob@", "bob%") + login + "'wonder land' --auth PLAIN"))
                    .matches(run -> run.status() == 24);
            assertThat(hub.received()).hasSize(2);
        }
    }

    @Test
    void swaksWithoutTls() throws Exception {
        try (TestHub hub = hub(TestHub.STARTTLS)) {
            require(hub, "swaks --support | grep -q '=== TLS supported'", "swaks with TLS");
            Run run = bash(
                    hub,
                    "swaks --server localhost --port $PORT --from alice@hub.test --to bob@hub.test --auth PLAIN"
                            + " --auth-user alice@hub.test --auth-password 'wonder land'");

            assertThat(run.status()).isNotZero();
            assertThat(run.output()).doesNotContain("AUTH PLAIN AG");
            assertThat(hub.received()).isEmpty();
        }
    }

    @Test
    void curl() throws Exception {
        try (TestHub hub = hub(TestHub.SUBMISSION)) {
            require(hub, "curl --version | grep -q smtps", "curl with SMTPS");
            String common = "curl -sS -v --cacert ca.pem smtps://localhost:$PORT/client.test --mail-from alice@hub.test"
                    + " --mail-rcpt bob@hub.test --upload-file mail.eml --user 'alice@hub.test:";

            assertThat(bash(hub, common + "wonder land'")).matches(run -> run.status() == 0);
            assertTaken(hub);
            assertThat(bash(hub, common + "wrong'").status()).isEqualTo(67);
            assertThat(hub.received()).hasSize(1);
        }
    }

    @Test
    void msmtp() throws Exception {
        try (TestHub hub = hub(TestHub.SUBMISSION)) {
            require(hub, "msmtp --version | grep -q 'TLS/SSL library'", "msmtp");
            String common = "msmtp --host=localhost --port=$PORT --tls=on --tls-starttls=off --tls-trust-file=ca.pem"
                    + " --auth=plain --user=alice@hub.test -f alice@hub.test bob@hub.test --passwordeval='echo ";

            // It takes lines without CR, and does not dispute that one dot is doubled.
            assertThat(bash(hub, "tr -d '\\r' < mail.eml | " + common + "wonder land'"))
                    .matches(run -> run.status() == 0);
            assertTaken(hub);
            assertThat(bash(hub, common + "wrong' < mail.eml").status()).isEqualTo(77);
            assertThat(hub.received()).hasSize(1);
        }
    }

    @Test
    void opensslClient() throws Exception {
        try (TestHub hub = hub(TestHub.OUTSIDE)) {
            require(hub, "openssl version", "openssl");
            Run run = bash(
                    hub,
                    "(printf 'EHLO c.test\\r\\nMAIL FROM:<eve@else.test>\\r\\nRCPT TO:<bob@hub.test>\\r\\nDATA\\r\\n';"
                            + " cat mail.eml | sed 's/^[.]/../'; printf '.\\r\\nQUIT\\r\\n')"
                            + " | openssl s_client -quiet -ign_eof -verify_return_error -CAfile ca.pem -starttls smtp"
                            + " -name client.test -connect localhost:$PORT");

            assertThat(run.output()).contains("250 2.0.0 taken as ", "221 2.0.0 bye");
            assertTaken(hub);
        }
    }

    @Test
    void pythonSmtplib() throws Exception {
        try (TestHub hub = hub(TestHub.SUBMISSION)) {
            require(hub, "python3 -c 'import smtplib, ssl'", "Python");
            try (var script = MailProgramsTest.class.getResourceAsStream("/smtp/submit.py")) {
                Files.copy(script, directory.resolve("submit.py"));
            }

            Run run = bash(hub, "python3 submit.py $PORT");

            assertThat(run.output().lines())
                    .containsExactly(
                            "no login: 530",
                            "wrong password: 535",
                            "another sender: 553",
                            "another recipient: 550",
                            "too large: 552",
                            "large: taken",
                            "small: taken");
            assertThat(run.status()).isZero();
            assertThat(hub.received()).hasSize(2);
            assertThat(hub.received().get(0).body()).hasSizeGreaterThan(8_000_000);
            assertThat(hub.received().get(1).body()).endsWith("\r\n\r\n.one\r\n..two\r\n\r\nthree\r\n");
        }
    }

    @Test
    void pythonSmtplibByStartTls() throws Exception {
        try (TestHub hub = hub(TestHub.STARTTLS)) {
            require(hub, "python3 -c 'import smtplib, ssl'", "Python");
            try (var script = MailProgramsTest.class.getResourceAsStream("/smtp/submit.py")) {
                Files.copy(script, directory.resolve("submit.py"));
            }

            Run run = bash(hub, "python3 submit.py $PORT starttls");

            assertThat(run.output()).endsWith("large: taken\nsmall: taken\n");
            assertThat(hub.received()).hasSize(2);
        }
    }
}
