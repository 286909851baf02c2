package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Invocation.Argv;
import dev.mailshell.model.Invocation.Line;
import dev.mailshell.model.Invocation.Run;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleBookTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 65_536, 10_485_760, Optional.empty());
    private static final Limits ROOT = new Limits(Duration.ofSeconds(30), 65_536, 1_048_576, Optional.of("root"));
    private static final String UPTIME = "/usr/bin/uptime";
    private static final String SYSTEMCTL = "/usr/bin/systemctl";

    /** alice: viewer; bob: viewer, operator; carol: viewer, shell; dave: no role; erin: an empty role; frank: two shells. */
    private static RuleBook rules() {
        return new RuleBook(
                List.of(
                        program("uptime", List.of(UPTIME), LIMITS),
                        program(
                                "restart",
                                List.of(SYSTEMCTL, "restart", "{service}"),
                                ROOT,
                                arg("service", "[a-z0-9@.]{1,64}")),
                        program(
                                "log",
                                List.of(
                                        "/usr/bin/journalctl",
                                        "--unit={unit}",
                                        "--lines={lines}",
                                        "-p{unit}:{lines}",
                                        "{{unit}}"),
                                LIMITS,
                                arg("unit", "[a-z]+"),
                                arg("lines", "[0-9]{1,4}", "50")),
                        program("say", List.of("/bin/echo", "{text}"), LIMITS, arg("text", "(?s).*")),
                        program("slow", List.of("/bin/echo", "{text}"), LIMITS, arg("text", "(a|aa|a?b?a)+c")),
                        reader("count", List.of("/usr/bin/wc", "{what}"), arg("what", "-[clw]")),
                        new CatalogCommand.Shell("bash", Optional.empty(), "/bin/bash", ROOT),
                        new CatalogCommand.Shell("dash", Optional.empty(), "/bin/dash", LIMITS)),
                List.of(
                        new Role("viewer", List.of("uptime", "log"), Optional.empty()),
                        new Role(
                                "operator",
                                List.of("uptime", "restart", "say", "slow", "count"),
                                Optional.of(new Rate(3, Duration.ofMinutes(1)))),
                        new Role("empty", List.of(), Optional.empty()),
                        new Role("root", List.of("bash"), Optional.empty()),
                        new Role("dashers", List.of("dash", "bash"), Optional.empty())),
                List.of(
                        client("alice", "viewer"),
                        client("bob", "viewer", "operator"),
                        client("carol", "viewer", "root"),
                        client("dave"),
                        client("erin", "empty"),
                        client("frank", "dashers", "root", "operator")),
                Duration.ofHours(24),
                4);
    }

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
    void saysWhatMayRunWhenItDenies() {
        Verdict.Denied verdict = (Verdict.Denied) decide("carol", run("absent"));

        assertThat(verdict.why().message()).isEqualTo("no role of carol allows this command");
        assertThat(verdict.why().hint()).isEqualTo("allowed are: uptime, log {unit} [{lines}], any line for /bin/bash");
    }

    @Test
    void saysTheSameOfAForeignCommandAndOfNone() {
        assertThat(decide("alice", run("restart", "service", "x"))).isEqualTo(decide("alice", run("absent")));
    }

    @Test
    void echoesNothingOfAHostileCommand() {
        String hostile = "ZZsecret\u001b[31m" + "Z".repeat(3000);
        for (Invocation invocation : List.of(
                run(hostile),
                line(hostile),
                argv(hostile),
                run("log", hostile, "x"),
                run("log", "unit", hostile),
                line("log " + hostile),
                line("uptime " + hostile))) {
            Verdict.Denied verdict = (Verdict.Denied) decide("alice", invocation);

            assertThat(verdict.toString())
                    .doesNotContain("ZZ", "secret", "\u001b")
                    .hasSizeLessThan(2000);
        }
    }

    @Test
    void boundsTheHintOfALargeCatalog() {
        List<CatalogCommand> many = Stream.iterate(0, i -> i + 1)
                .limit(500)
                .<CatalogCommand>map(i -> program("command-" + i, List.of("/bin/true"), LIMITS))
                .toList();
        RuleBook rules = new RuleBook(
                many,
                List.of(new Role("all", many.stream().map(CatalogCommand::name).toList(), Optional.empty())),
                List.of(client("alice", "all")),
                Duration.ofHours(1),
                1);
        Verdict.Denied verdict = (Verdict.Denied)
                rules.decide(new IdentityName("alice"), run("absent"), CommandOptions.NONE, never(), NOW);

        assertThat(verdict.why().hint()).hasSizeLessThan(1200).matches(".*, and [0-9]+ more");
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
    void deniesAOneTimeCodeSinceNobodyChecksIt() {
        CommandOptions options =
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.of("123456"), false, List.of());
        Verdict.Denied verdict = (Verdict.Denied) decide("alice", line("uptime"), options, never());

        assertThat(verdict.why().code()).isEqualTo(Reason.FEATURE_UNSUPPORTED);
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

    @Test
    void allowsUpToTheRateAndDeniesTheNext() {
        History third = (client, since) -> since.equals(NOW.minusSeconds(60)) ? 3 : 0;
        History fourth = (client, since) -> since.equals(NOW.minusSeconds(60)) ? 4 : 0;

        assertThat(decide("bob", line("restart nginx"), CommandOptions.NONE, third))
                .isInstanceOf(Verdict.Allowed.class);
        Verdict.Denied verdict = (Verdict.Denied) decide("bob", line("restart nginx"), CommandOptions.NONE, fourth);
        assertThat(verdict.rule()).isEqualTo("roles.operator.rate");
        assertThat(verdict.why().code()).isEqualTo(Reason.RATE_EXCEEDED);
        assertThat(verdict.why().message()).isEqualTo("too many commands (was 4 in the last 1m, expected at most 3)");
    }

    @Test
    void countsOnlyTheCommandsOfThatClient() {
        History busyBob = (client, since) -> client.value().equals("bob") ? 1000 : 1;

        assertThat(decide("frank", line("restart nginx"), CommandOptions.NONE, busyBob))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void takesTheMostGenerousRateAmongTheRolesThatAllowIt() {
        RuleBook rules = rated(new Rate(1, Duration.ofMinutes(1)), new Rate(10, Duration.ofMinutes(1)));

        Verdict.Allowed allowed = (Verdict.Allowed) decideUptime(rules, 10);
        assertThat(allowed.rule()).isEqualTo("roles.second allows commands.uptime");
        Verdict.Denied denied = (Verdict.Denied) decideUptime(rules, 11);
        assertThat(denied.rule()).isEqualTo("roles.second.rate");
    }

    @Test
    void doesNotCountARateOfARoleThatAllowsSomethingElse() {
        assertThat(decide("bob", line("log ssh"), CommandOptions.NONE, (client, since) -> 1000))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void doesNotFallBackToTheShellWhenACatalogCommandIsOverItsRate() {
        Verdict.Denied verdict =
                (Verdict.Denied) decide("frank", line("restart nginx"), CommandOptions.NONE, (client, since) -> 1000);

        assertThat(verdict.why().code()).isEqualTo(Reason.RATE_EXCEEDED);
    }

    @Test
    void refusesToExistWithReferencesToNothingOrNamesTwice() {
        Role role = new Role("viewer", List.of("uptime"), Optional.empty());
        CatalogCommand uptime = program("uptime", List.of(UPTIME), LIMITS);

        assertThatThrownBy(() -> new RuleBook(List.of(), List.of(role), List.of(), Duration.ofHours(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new RuleBook(List.of(uptime, uptime), List.of(role), List.of(), Duration.ofHours(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleBook(
                        List.of(uptime), List.of(role), List.of(client("alice", "absent")), Duration.ofHours(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RuleBook rated(Rate first, Rate second) {
        return new RuleBook(
                List.of(program("uptime", List.of(UPTIME), LIMITS)),
                List.of(
                        new Role("first", List.of("uptime"), Optional.of(first)),
                        new Role("second", List.of("uptime"), Optional.of(second))),
                List.of(client("alice", "first", "second")),
                Duration.ofHours(1),
                1);
    }

    private static Verdict decideUptime(RuleBook rules, int accepted) {
        return rules.decide(
                new IdentityName("alice"), line("uptime"), CommandOptions.NONE, (client, since) -> accepted, NOW);
    }

    private static Verdict decide(String client, Invocation invocation) {
        return decide(client, invocation, CommandOptions.NONE, never());
    }

    private static Verdict decide(String client, Invocation invocation, CommandOptions options, History history) {
        return rules().decide(new IdentityName(client), invocation, options, history, NOW);
    }

    private static History never() {
        return (client, since) -> 0;
    }

    private static Arguments allowed(String client, Invocation invocation, String rule, String... argv) {
        return Arguments.of(client, invocation, rule, List.of(argv));
    }

    private static Arguments denied(String client, Invocation invocation, String rule, Reason reason) {
        return Arguments.of(client, invocation, rule, reason);
    }

    private static Invocation run(String name) {
        return new Run(name, Map.of());
    }

    private static Invocation run(String name, String key, String value) {
        return new Run(name, Map.of(key, value));
    }

    private static Invocation run(String name, String key, String value, String key2, String value2) {
        return new Run(name, Map.of(key, value, key2, value2));
    }

    private static Invocation line(String text) {
        return new Line(text);
    }

    private static Invocation argv(String... argv) {
        return new Argv(List.of(argv));
    }

    private static CatalogCommand program(String name, List<String> exec, Limits limits, ArgumentRule... args) {
        return new CatalogCommand.Program(name, Optional.empty(), new ArgvTemplate(exec), List.of(args), false, limits);
    }

    private static CatalogCommand reader(String name, List<String> exec, ArgumentRule... args) {
        return new CatalogCommand.Program(name, Optional.empty(), new ArgvTemplate(exec), List.of(args), true, LIMITS);
    }

    private static ArgumentRule arg(String name, String pattern) {
        return new ArgumentRule(name, Optional.empty(), new ValuePattern(pattern), Optional.empty());
    }

    private static ArgumentRule arg(String name, String pattern, String defaultValue) {
        return new ArgumentRule(name, Optional.empty(), new ValuePattern(pattern), Optional.of(defaultValue));
    }

    private static ClientEntry client(String name, String... roles) {
        return new ClientEntry(new IdentityName(name), List.of(roles));
    }
}
