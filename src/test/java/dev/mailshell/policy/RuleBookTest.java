package dev.mailshell.policy;

import static dev.mailshell.policy.Rules.LIMITS;
import static dev.mailshell.policy.Rules.ROOT;
import static dev.mailshell.policy.Rules.SYSTEMCTL;
import static dev.mailshell.policy.Rules.UPTIME;
import static dev.mailshell.policy.Rules.allowed;
import static dev.mailshell.policy.Rules.argv;
import static dev.mailshell.policy.Rules.client;
import static dev.mailshell.policy.Rules.decide;
import static dev.mailshell.policy.Rules.denied;
import static dev.mailshell.policy.Rules.line;
import static dev.mailshell.policy.Rules.program;
import static dev.mailshell.policy.Rules.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleBookTest {

    static Stream<Arguments> requestsThatAreAllowed() {
        return Stream.of(
                allowed("alice", run("uptime"), "roles.viewer allows commands.uptime", UPTIME),
                allowed("alice", line("uptime"), "roles.viewer allows commands.uptime", UPTIME),
                allowed("alice", line("  uptime \t"), "roles.viewer allows commands.uptime", UPTIME),
                allowed("alice", line("uptime\n"), "roles.viewer allows commands.uptime", UPTIME),
                allowed("bob", run("uptime"), "roles.viewer allows commands.uptime", UPTIME),
                allowed(
                        "bob",
                        run("restart", "service", "nginx"),
                        "roles.operator allows commands.restart",
                        SYSTEMCTL,
                        "restart",
                        "nginx"),
                allowed(
                        "bob",
                        line("restart nginx"),
                        "roles.operator allows commands.restart",
                        SYSTEMCTL,
                        "restart",
                        "nginx"),
                allowed(
                        "bob",
                        line("restart \t  nginx"),
                        "roles.operator allows commands.restart",
                        SYSTEMCTL,
                        "restart",
                        "nginx"),
                allowed(
                        "bob",
                        line("restart getty@tty1"),
                        "roles.operator allows commands.restart",
                        SYSTEMCTL,
                        "restart",
                        "getty@tty1"),
                allowed(
                        "alice",
                        run("log", "unit", "ssh"),
                        "roles.viewer allows commands.log",
                        "/usr/bin/journalctl",
                        "--unit=ssh",
                        "--lines=50",
                        "-pssh:50",
                        "{unit}"),
                allowed(
                        "alice",
                        run("log", "unit", "ssh", "lines", "7"),
                        "roles.viewer allows commands.log",
                        "/usr/bin/journalctl",
                        "--unit=ssh",
                        "--lines=7",
                        "-pssh:7",
                        "{unit}"),
                allowed(
                        "alice",
                        line("log ssh"),
                        "roles.viewer allows commands.log",
                        "/usr/bin/journalctl",
                        "--unit=ssh",
                        "--lines=50",
                        "-pssh:50",
                        "{unit}"),
                allowed(
                        "alice",
                        line("log ssh 7"),
                        "roles.viewer allows commands.log",
                        "/usr/bin/journalctl",
                        "--unit=ssh",
                        "--lines=7",
                        "-pssh:7",
                        "{unit}"),
                allowed("bob", run("say", "text", ""), "roles.operator allows commands.say", "/bin/echo", ""),
                allowed(
                        "bob",
                        run("say", "text", "a b\n$(id)"),
                        "roles.operator allows commands.say",
                        "/bin/echo",
                        "a b\n$(id)"),
                allowed(
                        "bob",
                        run("say", "text", "{text}"),
                        "roles.operator allows commands.say",
                        "/bin/echo",
                        "{text}"),
                allowed("bob", line("say $(id)"), "roles.operator allows commands.say", "/bin/echo", "$(id)"),
                allowed("bob", line("say 'a"), "roles.operator allows commands.say", "/bin/echo", "'a"),
                allowed("bob", line("say a;reboot"), "roles.operator allows commands.say", "/bin/echo", "a;reboot"),
                allowed("bob", run("slow", "text", "aac"), "roles.operator allows commands.slow", "/bin/echo", "aac"),
                allowed("carol", line("uptime"), "roles.viewer allows commands.uptime", UPTIME),
                allowed("carol", line("uptime -p"), "roles.root allows commands.bash", "/bin/bash", "-c", "uptime -p"),
                allowed(
                        "carol",
                        line("uptime; id"),
                        "roles.root allows commands.bash",
                        "/bin/bash",
                        "-c",
                        "uptime; id"),
                allowed(
                        "carol",
                        line("uptime\nid"),
                        "roles.root allows commands.bash",
                        "/bin/bash",
                        "-c",
                        "uptime\nid"),
                allowed("carol", line("log\nssh"), "roles.root allows commands.bash", "/bin/bash", "-c", "log\nssh"),
                allowed("carol", line(" id "), "roles.root allows commands.bash", "/bin/bash", "-c", " id "),
                allowed("carol", line("log"), "roles.root allows commands.bash", "/bin/bash", "-c", "log"),
                allowed("carol", line("log SSH"), "roles.root allows commands.bash", "/bin/bash", "-c", "log SSH"),
                allowed(
                        "carol",
                        line("restart nginx"),
                        "roles.root allows commands.bash",
                        "/bin/bash",
                        "-c",
                        "restart nginx"),
                allowed("carol", line("bash"), "roles.root allows commands.bash", "/bin/bash", "-c", "bash"),
                allowed("carol", line("-c id"), "roles.root allows commands.bash", "/bin/bash", "-c", "-c id"),
                allowed(
                        "carol",
                        argv("/bin/ls", "-l", "a b"),
                        "roles.root allows commands.bash",
                        "/bin/ls",
                        "-l",
                        "a b"),
                allowed("carol", argv("id"), "roles.root allows commands.bash", "id"),
                allowed("frank", line("id"), "roles.dashers allows commands.dash", "/bin/dash", "-c", "id"),
                allowed(
                        "frank",
                        line("restart nginx"),
                        "roles.operator allows commands.restart",
                        SYSTEMCTL,
                        "restart",
                        "nginx"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requestsThatAreAllowed")
    void allowsExactlyThisArgv(String client, Invocation invocation, String rule, List<String> argv) {
        Verdict.Allowed verdict = (Verdict.Allowed) decide(client, invocation);

        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.argv()).isEqualTo(argv);
    }

    static Stream<Arguments> requestsThatAreDenied() {
        return Stream.of(
                denied("mallory", run("uptime"), "no entry clients.mallory", Reason.CLIENT_WITHOUT_ENTRY),
                denied("mallory", line("uptime"), "no entry clients.mallory", Reason.CLIENT_WITHOUT_ENTRY),
                denied("mallory", argv("/bin/ls"), "no entry clients.mallory", Reason.CLIENT_WITHOUT_ENTRY),
                denied("dave", run("uptime"), "clients.dave", Reason.NOT_ALLOWED),
                denied("dave", line("uptime"), "clients.dave", Reason.NOT_ALLOWED),
                denied("erin", run("uptime"), "clients.erin", Reason.NOT_ALLOWED),
                denied("erin", line("id"), "clients.erin", Reason.NOT_ALLOWED),
                denied("erin", argv("id"), "clients.erin", Reason.NOT_ALLOWED),
                denied("alice", run("restart", "service", "nginx"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("restart nginx"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("bash"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("absent"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("UPTIME"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run(""), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("uptime "), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("uptime;id"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("uptime\nid"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("uptime\rid"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("$(uptime)"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("/usr/bin/uptime"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("bash -c id"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("\"uptime\""), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", line("uptime\u00a0id"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", argv(UPTIME), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", argv("uptime"), "clients.alice", Reason.NOT_ALLOWED),
                denied("alice", run("uptime", "x", "y"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("uptime -p"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("uptime && id"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("uptime | sh"), "commands.uptime", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log SSH"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log ssh x"), "commands.log.args.lines", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log ssh 1 2"), "commands.log", Reason.ARGUMENT_REFUSED),
                denied("alice", line("log 'ssh'"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "lines", "7"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied(
                        "alice",
                        run("log", "unit", "ssh", "lines", ""),
                        "commands.log.args.lines",
                        Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "unit", "ssh", "x", "y"), "commands.log", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "unit", "ssh\n"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "unit", "\nssh"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "unit", "ssh ssh"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "unit", ""), "commands.log.args.unit", Reason.ARGUMENT_REFUSED),
                denied("alice", run("log", "Unit", "ssh"), "commands.log", Reason.ARGUMENT_REFUSED),
                denied(
                        "alice",
                        run("log", "unit", "a".repeat(4097)),
                        "commands.log.args.unit",
                        Reason.ARGUMENT_REFUSED),
                denied("bob", line("restart"), "commands.restart.args.service", Reason.ARGUMENT_REFUSED),
                denied("bob", line("restart nginx; id"), "commands.restart", Reason.ARGUMENT_REFUSED),
                denied("bob", line("restart nginx;id"), "commands.restart.args.service", Reason.ARGUMENT_REFUSED),
                denied("bob", line("restart --now"), "commands.restart.args.service", Reason.ARGUMENT_REFUSED),
                denied("bob", line("say"), "commands.say.args.text", Reason.ARGUMENT_REFUSED),
                denied("bob", line("say a b"), "commands.say", Reason.ARGUMENT_REFUSED),
                denied("bob", run("say", "text", "a\0b"), "commands.say.args.text", Reason.ARGUMENT_REFUSED),
                denied("bob", run("say", "text", "a\ud800b"), "commands.say.args.text", Reason.ARGUMENT_REFUSED),
                denied(
                        "bob",
                        run("slow", "text", "a".repeat(4000)),
                        "commands.slow.args.text",
                        Reason.ARGUMENT_REFUSED),
                denied("carol", run("bash"), "commands.bash", Reason.ARGUMENT_REFUSED),
                denied("carol", run("bash", "line", "id"), "commands.bash", Reason.ARGUMENT_REFUSED),
                denied("carol", run("restart", "service", "nginx"), "clients.carol", Reason.NOT_ALLOWED),
                denied("carol", run("log", "unit", "SSH"), "commands.log.args.unit", Reason.ARGUMENT_REFUSED));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requestsThatAreDenied")
    void deniesByThisRuleForThisReason(String client, Invocation invocation, String rule, Reason reason) {
        Verdict.Denied verdict = (Verdict.Denied) decide(client, invocation);

        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.why().code()).isEqualTo(reason);
        assertThat(verdict.why().message()).isNotBlank();
        assertThat(verdict.why().hint()).isNotBlank();
    }

    @Test
    void takesTheLimitsOfTheCommandThatRuns() {
        assertThat(((Verdict.Allowed) decide("bob", line("restart nginx"))).limits())
                .isEqualTo(ROOT);
        assertThat(((Verdict.Allowed) decide("carol", line("id"))).limits()).isEqualTo(ROOT);
        assertThat(((Verdict.Allowed) decide("carol", argv("id"))).limits()).isEqualTo(ROOT);
        assertThat(((Verdict.Allowed) decide("carol", line("uptime"))).limits()).isEqualTo(LIMITS);
    }

    @Test
    void refusesToExistWithReferencesToNothingOrNamesTwice() {
        Role role = Rules.role("viewer", List.of("uptime"));
        CatalogCommand uptime = program("uptime", List.of(UPTIME), LIMITS);

        assertThatThrownBy(() -> Rules.rules(List.of(), List.of(role), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rules.rules(List.of(uptime, uptime), List.of(role), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rules.rules(List.of(uptime), List.of(role), List.of(client("alice", "absent"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
