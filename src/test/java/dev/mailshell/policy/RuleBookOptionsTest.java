package dev.mailshell.policy;

import static dev.mailshell.policy.Rules.allowed;
import static dev.mailshell.policy.Rules.argv;
import static dev.mailshell.policy.Rules.decide;
import static dev.mailshell.policy.Rules.denied;
import static dev.mailshell.policy.Rules.line;
import static dev.mailshell.policy.Rules.never;
import static dev.mailshell.policy.Rules.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleBookOptionsTest {

    static Stream<Arguments> requestsWithInputThatAreAllowed() {
        return Stream.of(
                allowed("bob", run("count", "what", "-l"), "roles.operator allows commands.count", "/usr/bin/wc", "-l"),
                allowed("bob", line("count -l"), "roles.operator allows commands.count", "/usr/bin/wc", "-l"),
                allowed("frank", line("count -l"), "roles.operator allows commands.count", "/usr/bin/wc", "-l"),
                allowed("carol", line("cat"), "roles.root allows commands.bash", "/bin/bash", "-c", "cat"),
                allowed("carol", line("uptime"), "roles.root allows commands.bash", "/bin/bash", "-c", "uptime"),
                allowed("carol", argv("cat"), "roles.root allows commands.bash", "cat"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requestsWithInputThatAreAllowed")
    void givesInputOnlyToAShellAndToProgramsThatTakeIt(
            String client, Invocation invocation, String rule, List<String> argv) {
        Verdict.Allowed verdict = (Verdict.Allowed) decide(client, invocation, input("1\n"), never());

        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.argv()).isEqualTo(argv);
    }

    static Stream<Arguments> requestsWithInputThatAreDenied() {
        return Stream.of(
                denied("alice", run("uptime"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("uptime"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log ssh"), "commands.log", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log SSH"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", line("uptime\nid"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("count", "what", "-l"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", argv("cat"), "clients.alice", Reason.NOT_ALLOWED),
                denied("bob", run("restart", "service", "nginx"), "commands.restart", Reason.ARGUMENT_REFUSED),
                denied("bob", line("count"), "commands.count.args.what", Reason.ARGUMENT_REFUSED),
                denied("carol", run("uptime"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("mallory", run("uptime"), "no entry clients.mallory", Reason.CLIENT_WITHOUT_ENTRY));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requestsWithInputThatAreDenied")
    void deniesInputThatNoEntryAllows(String client, Invocation invocation, String rule, Reason reason) {
        Verdict.Denied verdict = (Verdict.Denied) decide(client, invocation, input("1\n"), never());

        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.why().code()).isEqualTo(reason);
    }

    @Test
    void saysHowToRunACommandThatTakesNoInput() {
        Verdict.Denied verdict = (Verdict.Denied) decide("alice", line("uptime"), input(""), never());

        assertThat(verdict.why().message()).isEqualTo("the command uptime takes no standard input");
        assertThat(verdict.why().hint())
                .isEqualTo("send it without stdin, or ask the operator of this server for stdin: true in its entry");
    }

    private static CommandOptions input(String stdin) {
        return new CommandOptions(Optional.empty(), Optional.of(stdin), Optional.empty(), false, List.of());
    }

    @Test
    void letsAClientShortenTheTimeoutButNotLengthenIt() {
        assertThat(timeoutFor(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeoutFor(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(timeoutFor(Duration.ofDays(99))).isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration timeoutFor(Duration asked) {
        CommandOptions options =
                new CommandOptions(Optional.of(asked), Optional.empty(), Optional.empty(), false, List.of());
        return ((Verdict.Allowed) decide("alice", line("uptime"), options, never()))
                .limits()
                .timeout();
    }

    @Test
    void deniesAOneTimeCodeOfAClientWithoutASecret() {
        CommandOptions options =
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.of("123456"), false, List.of());
        Verdict.Denied verdict = (Verdict.Denied) decide("alice", line("uptime"), options, never());

        assertThat(verdict.why().code()).isEqualTo(Reason.TOTP_NOT_ENROLLED);
        assertThat(verdict.why().message()).doesNotContain("123456");
    }

    @Test
    void deniesWhatIsToBeCollected() {
        CommandOptions options =
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of("core"));
        Verdict.Denied verdict = (Verdict.Denied) decide("alice", line("uptime"), options, never());

        assertThat(verdict.why().code()).isEqualTo(Reason.FEATURE_UNSUPPORTED);
    }

    @Test
    void decidesTheSameWhetherToExplainOrNot() {
        CommandOptions explain =
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.empty(), true, List.of());

        assertThat(decide("alice", line("uptime"), explain, never())).isEqualTo(decide("alice", line("uptime")));
    }
}
