package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyExplainCommandTest {

    @TempDir
    private Path home;

    @BeforeEach
    void writePolicy() throws IOException {
        Path file = Files.writeString(
                home.resolve("policy.yaml"),
                """
                defaults: { time-zone: Europe/Berlin }
                commands:
                  restart:
                    exec: [/usr/bin/systemctl, restart, "{service}"]
                    args: { service: { one-of: [nginx] } }
                    run-as: root
                    limits: { memory: 256MiB }
                    sandbox: { tool: bubblewrap, writable: [/srv] }
                    environment: { TOKEN: hidden }
                    require: [totp]
                    approvals: { from: [bob], expires: 30m }
                    hours: 08:00-18:00
                roles: { operator: { allow: [restart, jobs], rate: 30/min, concurrency: 2 } }
                clients: { alice: { roles: [operator], totp: totp/alice }, bob: { roles: [] } }
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void saysWhatWouldRunAndWhatIsStillRequired() {
        Cli cli = explain("--client", "alice", "--", "restart", "nginx");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .isEqualTo(
                        """
                        verdict: allowed
                        rule: roles.operator allows commands.restart
                        argv[0]: "/usr/bin/systemctl"
                        argv[1]: "restart"
                        argv[2]: "nginx"
                        user: root
                        environment: TOKEN
                        timeout: 1m
                        output: at most 10MiB of each stream, up to 64KiB in the reply itself
                        limits: memory 256MiB
                        sandbox: bubblewrap, without the network, may write "/srv"
                        requires: a one-time code
                        requires: the consent of 1 of bob, within 30m
                        at once: at most 2 by roles.operator
                        rate: 30/min by roles.operator, 29 more after it
                        """);
    }

    @Test
    void saysWhyAndExitsWith254WhereItIsDenied() {
        Cli cli = explain("--client", "alice", "--at", "2026-11-20T19:00:00+01:00", "--", "restart", "nginx");

        assertThat(cli.exitCode()).isEqualTo(254);
        assertThat(cli.out())
                .startsWith(
                        """
                        verdict: denied (OUT_OF_HOURS)
                        rule: commands.restart.hours
                        reason: not at this time (expected 08:00-18:00, time zone Europe/Berlin)
                        """);
    }

    @Test
    void saysWhatTheServerAnswersItself() {
        Cli cli = explain("--client", "alice", "--", "jobs");

        assertThat(cli.out())
                .startsWith(
                        """
                        verdict: allowed
                        rule: roles.operator allows jobs
                        runs: nothing; the server answers itself, from commands of this client
                        """);
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        Cli cli = explain("--json", "--client", "alice", "--", "restart", "nginx");

        JsonNode json = cli.json();
        assertThat(cli.exitCode()).isZero();
        assertThat(json.get("verdict").textValue()).isEqualTo("allowed");
        assertThat(json.get("argv"))
                .extracting(JsonNode::textValue)
                .containsExactly("/usr/bin/systemctl", "restart", "nginx");
        assertThat(json.get("user").textValue()).isEqualTo("root");
        assertThat(json.get("limits").get("memory").longValue()).isEqualTo(256L << 20);
        assertThat(json.get("requires").get("totp").booleanValue()).isTrue();
        assertThat(json.get("requires").get("approvals").get("from").get(0).textValue())
                .isEqualTo("bob");
        assertThat(cli.out()).doesNotContain("hidden");
        JsonNode denied =
                explain("--json", "--client", "bob", "--", "restart", "nginx").json();
        assertThat(denied.get("reason").textValue()).isEqualTo("NOT_ALLOWED");
        assertThat(explain("--json", "--client", "alice", "--", "jobs")
                        .json()
                        .get("answered")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void namesAWrongArgument() {
        assertThat(explain("--client", "Alice", "--", "jobs").err())
                .startsWith("error: --client is not the name of a client");
        Cli wrongTime = explain("--client", "alice", "--at", "noon", "--", "jobs");
        assertThat(wrongTime.exitCode()).isEqualTo(255);
        assertThat(wrongTime.err()).startsWith("error: --at is not a time (was noon)");
    }

    private Cli explain(String... args) {
        return Cli.run(Stream.concat(Stream.of("policy", "explain", "--home", home.toString()), Stream.of(args))
                .toArray(String[]::new));
    }
}
