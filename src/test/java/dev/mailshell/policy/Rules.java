package dev.mailshell.policy;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Invocation.Argv;
import dev.mailshell.model.Invocation.Line;
import dev.mailshell.model.Invocation.Run;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.provider.Arguments;

/** The rules that the tests of {@link RuleBook} decide by, and what they ask of them. */
final class Rules {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 65_536, 10_485_760, Confinement.NONE);
    static final Limits ROOT = new Limits(Duration.ofSeconds(30), 65_536, 1_048_576, Confinement.NONE.as("root"));
    static final String UPTIME = "/usr/bin/uptime";
    static final String SYSTEMCTL = "/usr/bin/systemctl";

    private Rules() {}

    static Verdict decide(String client, Invocation invocation) {
        return decide(client, invocation, CommandOptions.NONE, never());
    }

    static Verdict decide(String client, Invocation invocation, CommandOptions options, History history) {
        return book().decide(new IdentityName(client), invocation, options, history, NOW);
    }

    static History never() {
        return History.NONE;
    }

    /** A past in which so many commands of the client were accepted since then, and none of the catalog was counted. */
    static History accepted(ToIntFunction<Instant> count) {
        return new History() {
            @Override
            public int acceptedSince(Instant since) {
                return count.applyAsInt(since);
            }

            @Override
            public int startedSince(String command, Instant since) {
                return 0;
            }
        };
    }

    /** alice: viewer; bob: viewer, operator; carol: viewer, shell; dave: no role; erin: an empty role; frank: two shells. */
    private static RuleBook book() {
        return rules(
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
                        new CatalogCommand.Shell(entry("bash", ROOT), "/bin/bash"),
                        new CatalogCommand.Shell(entry("dash", LIMITS), "/bin/dash")),
                List.of(
                        role("viewer", List.of("uptime", "log")),
                        rated(
                                "operator",
                                List.of("uptime", "restart", "say", "slow", "count"),
                                new Rate(3, Duration.ofMinutes(1))),
                        role("empty", List.of()),
                        role("root", List.of("bash")),
                        role("dashers", List.of("dash", "bash"))),
                List.of(
                        client("alice", "viewer"),
                        client("bob", "viewer", "operator"),
                        client("carol", "viewer", "root"),
                        client("dave"),
                        client("erin", "empty"),
                        client("frank", "dashers", "root", "operator")));
    }

    /** The policy of these, with the limits of {@link #LIMITS} where nothing else is said. */
    static RuleBook rules(List<CatalogCommand> commands, List<Role> roles, List<ClientEntry> clients) {
        return new RuleBook(
                new RuleBook.Contents(commands, roles, List.of(), clients, new Defaults(LIMITS, ZoneOffset.UTC)),
                new ServerSettings(Duration.ofHours(24), 4, 1 << 20, false));
    }

    static Role role(String name, List<String> allow) {
        return new Role(name, List.of(), allow, RunProfile.NONE, Terms.NONE, false);
    }

    static Role rated(String name, List<String> allow, Rate rate) {
        Terms terms = new Terms(Schedule.ALWAYS, Optional.of(rate), OptionalInt.empty(), false);
        return new Role(name, List.of(), allow, RunProfile.NONE, terms, false);
    }

    static Arguments allowed(String client, Invocation invocation, String rule, String... argv) {
        return Arguments.of(client, invocation, rule, List.of(argv));
    }

    static Arguments denied(String client, Invocation invocation, String rule, Reason reason) {
        return Arguments.of(client, invocation, rule, reason);
    }

    static Invocation run(String name) {
        return new Run(name, Map.of());
    }

    static Invocation run(String name, String key, String value) {
        return new Run(name, Map.of(key, value));
    }

    static Invocation run(String name, String key, String value, String key2, String value2) {
        return new Run(name, Map.of(key, value, key2, value2));
    }

    static Invocation line(String text) {
        return new Line(text);
    }

    static Invocation argv(String... argv) {
        return new Argv(List.of(argv));
    }

    static CatalogCommand program(String name, List<String> exec, Limits limits, ArgumentRule... args) {
        return new CatalogCommand.Program(entry(name, limits), new ArgvTemplate(exec), List.of(args), false, false);
    }

    private static CatalogCommand reader(String name, List<String> exec, ArgumentRule... args) {
        return new CatalogCommand.Program(entry(name, LIMITS), new ArgvTemplate(exec), List.of(args), true, false);
    }

    static Entry entry(String name, Limits limits) {
        RunProfile profile = new RunProfile(
                Optional.of(limits.timeout()),
                OptionalLong.of(limits.maxOutput()),
                limits.confinement().runAs(),
                Optional.empty(),
                Map.of(),
                Resources.UNLIMITED,
                Optional.empty());
        return new Entry(name, Optional.empty(), profile, Terms.NONE, Optional.empty(), Optional.empty());
    }

    /** An argument of one value that has to be given. */
    static ArgumentRule argument(String name, ValueType type) {
        return new ArgumentRule(name, Optional.empty(), type, Optional.empty(), Optional.empty(), false);
    }

    private static ArgumentRule arg(String name, String pattern) {
        return argument(name, new ValuePattern(pattern));
    }

    private static ArgumentRule arg(String name, String pattern, String defaultValue) {
        return new ArgumentRule(
                name, Optional.empty(), new ValuePattern(pattern), Optional.empty(), Optional.of(defaultValue), false);
    }

    static ClientEntry client(String name, String... roles) {
        return new ClientEntry(new IdentityName(name), List.of(roles), Optional.empty());
    }
}
