package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Parties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's slip in a route is shown at its place, in two lines. */
@Timeout(60)
class RouteFaultsTest {

    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String HINT = "hint: correct the file, or remove it to run the built-in route of that name";

    private static final String HINT_NUMBER = "hint: write a number, or a time such as 500ms, 60s or 1h30m";
    private static final Path RECEIVE_MAIL = Path.of("routes/server/receive-mail.camel.yaml");

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.createDirectory(routes(), OWNER);
    }

    @Test
    void pointsAtYamlThatIsNone() throws Exception {
        assertFault(
                change("send-reply", "    id: send-reply\n", "    id: [send-reply\n"),
                "send-reply.camel.yaml:3:16: expected ',' or ']', but got :",
                HINT);
    }

    @Test
    void pointsAtAnUnknownStep() throws Exception {
        assertFault(
                change("send-reply", "- marshal:", "- marshall:"),
                "send-reply.camel.yaml:11:11: Unknown node id: marshall",
                HINT);
    }

    @Test
    void pointsAtAnUnknownField() throws Exception {
        assertFault(
                change("send-reply", "ref: sealReply", "reff: sealReply"),
                "send-reply.camel.yaml:18:19: Unsupported field: reff",
                HINT);
    }

    @Test
    void pointsAtAnUnknownOption() throws Exception {
        assertFault(
                change("receive-mail", "unseen:", "unsen:"),
                "receive-mail.camel.yaml:17:9: unknown option unsen",
                HINT);
    }

    @Test
    void pointsAtABadNumber() throws Exception {
        assertFault(
                change("receive-mail", "maxMessagesPerPoll: 100", "maxMessagesPerPoll: many"),
                "receive-mail.camel.yaml:16:29: neither a number nor a time: many",
                HINT_NUMBER);
    }

    @Test
    void pointsAtABadTime() throws Exception {
        assertFault(
                change("receive-mail", "\"{{mailshell.imap.poll:1000}}\"", "often"),
                "receive-mail.camel.yaml:14:16: neither a number nor a time: often",
                HINT_NUMBER);
    }

    @Test
    void pointsAtABadTimeInAPlaceholder() throws Exception {
        assertFault(
                change("retry-deliveries", "{{mailshell.outbox.sweep:5s}}", "{{mailshell.outbox.sweep:5 s}}"),
                "retry-deliveries.camel.yaml:7:18: neither a number nor a time: 5 s",
                HINT_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to: seda:open-message?timeout=soon", "to: {uri: 'seda:open-message?size=9&timeout=soon'}"})
    void pointsAtABadTimeInAUri(String step) throws Exception {
        String route = mine(step);

        assertFault(
                write("mine", route),
                "mine.camel.yaml:" + place(route, "soon") + ": neither a number nor a time: soon",
                HINT_NUMBER);
    }

    @Test
    void pointsAtABadSwitch() throws Exception {
        assertFault(
                change("receive-mail", "closeFolder: true", "closeFolder: tru"),
                "receive-mail.camel.yaml:18:22: neither true nor false: tru",
                "hint: write true or false");
    }

    @Test
    void pointsAtABadSwitchOfAStep() throws Exception {
        assertFault(
                change("authorize-command", "eager: true", "eager: tru"),
                "authorize-command.camel.yaml:19:20: not a boolean: tru",
                HINT);
    }

    @Test
    void pointsAtABadValueOfAnEnumeration() throws Exception {
        String route =
                """
                - route:
                    id: mine
                    from:
                      uri: timer:mine
                      steps:
                        - log:
                            message: hello
                            loggingLevel: LOUD
                """;

        assertFault(write("mine", route), "mine.camel.yaml:" + place(route, "LOUD") + ": unknown value LOUD", HINT);
    }

    @ParameterizedTest
    @CsvSource({
        "redeliveryDelay, often, neither a number nor a time",
        "backOffMultiplier, 2x, not a number",
        "useExponentialBackOff, tru, neither true nor false",
        "retryAttemptedLogLevel, LOUD, not a log level"
    })
    void pointsAtABadValueOfARedelivery(String option, String value, String fact) throws Exception {
        String configuration =
                """
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception:
                            - java.lang.Exception
                          redeliveryPolicy:
                            maximumRedeliveries: -1
                            maximumRedeliveryDelay: 1h30m
                            OPTION
                """
                        .replace("OPTION", option + ": " + value);

        LiveCli cli = write("error-handling-mine", configuration);

        assertThat(cli.err().lines())
                .hasSize(2)
                .first(InstanceOfAssertFactories.STRING)
                .isEqualTo("error: error-handling-mine.camel.yaml:" + place(configuration, value) + ": " + fact + ": "
                        + value);
    }

    @Test
    void pointsAtAnUnknownClass() throws Exception {
        assertFault(
                change("read-command", "dev.mailshell.model.Command", "dev.mailshell.model.Comand"),
                "read-command.camel.yaml:16:30: unknown class dev.mailshell.model.Comand",
                HINT);
    }

    @Test
    void pointsAtABadExpression() throws Exception {
        assertFault(
                change("authorize-command", "== 'allowed'", "=== 'allowed'"),
                "authorize-command.camel.yaml:34:67: Unexpected token =",
                HINT);
    }

    @Test
    void pointsAtAnUnknownFunction() throws Exception {
        assertFault(
                change("resume-spooled", "${body}", "${bdy}"),
                "resume-spooled.camel.yaml:18:29: Unknown function: bdy",
                HINT);
    }

    @Test
    void pointsAtAFunctionThatIsTooLong() throws Exception {
        assertFault(
                change("authorize-command", "exchangeProperty.verdict", "exchangePropertyy.verdict"),
                "authorize-command.camel.yaml:34:41: unknown function exchangePropertyy",
                HINT);
    }

    @Test
    void pointsAtABeanInTheErrorHandling() throws Exception {
        assertFault(
                change("error-handling", "ref: refusals", "ref: refusal"),
                "error-handling.camel.yaml:31:22: unknown bean refusal",
                HINT);
    }

    @Test
    void pointsAtAnExceptionInTheErrorHandling() throws Exception {
        assertFault(
                change("error-handling", "java.lang.Throwable", "java.lang.Trowable"),
                "error-handling.camel.yaml:7:15: unknown class java.lang.Trowable",
                HINT);
    }

    @Test
    void pointsAtABeanInAnExpressionOfAClient() throws Exception {
        Path own = Files.createDirectory(parties.home("alice").routes(), OWNER).resolve("error-handling.camel.yaml");
        String changed = Files.readString(Path.of("routes/client/error-handling.camel.yaml"))
                .replaceFirst(
                        "expression: \"true\"",
                        "expression: \"true\"\n          retryWhile: "
                                + "{ simple: { expression: \"\\${bean:clien?method=command}\" } }");
        Files.writeString(own, changed);

        assertFault(
                run("client", "alice"),
                "error-handling.camel.yaml:" + place(changed, "clien?") + ": unknown bean clien",
                HINT);
    }

    @Test
    void tellsAWordFromTheSameInADescription() throws Exception {
        assertFault(
                change("send-reply", "method: finish", "method: commits"),
                "send-reply.camel.yaml:22:21: unknown method commits",
                HINT);
    }

    @Test
    void pointsAtARouteOfWhichNoWordIsWrong() throws Exception {
        assertFault(
                write("send-reply", "- route:\n    id: send-reply\n    from:\n      uri: direct:send-reply\n"),
                "send-reply.camel.yaml:2:9: Route send-reply has no output processors. You need to add outputs to the"
                        + " route such as to(\"log:foo\").",
                HINT);
    }

    @Test
    void pointsAtAnUnknownProcessor() throws Exception {
        assertFault(
                change("send-reply", "ref: sealReply", "ref: sealRepli"),
                "send-reply.camel.yaml:18:18: unknown bean sealRepli",
                HINT);
    }

    @Test
    void pointsAtAnUnknownBean() throws Exception {
        assertFault(
                change("send-reply", "ref: ledger", "ref: ledgr"),
                "send-reply.camel.yaml:21:18: unknown bean ledgr",
                HINT);
    }

    @Test
    void pointsAtAnUnknownMethod() throws Exception {
        assertFault(
                change("send-reply", "method: finish", "method: finisch"),
                "send-reply.camel.yaml:22:21: unknown method finisch",
                HINT);
    }

    @Test
    void pointsAtAnUnknownBeanOfAnEndpoint() throws Exception {
        assertFault(
                change("receive-mail", "#mailSession", "#mailSesion"),
                "receive-mail.camel.yaml:10:20: unknown bean mailSesion",
                HINT);
    }

    @Test
    void pointsAtAMissingPlaceholder() throws Exception {
        assertFault(
                change("receive-mail", "{{mailshell.imap.host}}", "{{mailshell.imap.hots}}"),
                "receive-mail.camel.yaml:8:18: unknown placeholder mailshell.imap.hots",
                HINT);
    }

    @Test
    void pointsAtAnUnknownComponent() throws Exception {
        assertFault(
                change("receive-mail", "uri: imaps", "uri: imapss"),
                "receive-mail.camel.yaml:6:12: unknown component imapss",
                HINT);
    }

    @Test
    void pointsAtATargetThatNoRouteIs() throws Exception {
        assertFault(
                change("authorize-command", "direct:run-command", "direct:run-comand"),
                "authorize-command.camel.yaml:38:34: no route starts from direct:run-comand",
                "hint: correct the name, or add a route that starts from it");
    }

    @Test
    void pointsAtAnIdThatAnotherRouteHas() throws Exception {
        Files.writeString(
                routes().resolve("zz-mine.camel.yaml"),
                Files.readString(Path.of("routes/server/send-reply.camel.yaml"))
                        .replace("direct:send-reply", "direct:mine"));
        assertFault(
                server(),
                "zz-mine.camel.yaml:2:9: two routes have the id send-reply",
                "hint: give this route an id of its own");
    }

    @Test
    void pointsAtAStartThatAnotherRouteHas() throws Exception {
        assertFault(
                write("a-mine", mine("stop: {}").replace("timer:mine", "direct:send-reply")),
                "a-mine.camel.yaml:4:12: two routes start from direct:send-reply",
                "hint: let this route start from another name");
    }

    @Test
    void pointsAtAStepWhoseIdAnotherHas() throws Exception {
        assertFault(
                write("mine", mine("stop: {id: compose-reply}")),
                "mine.camel.yaml:6:22: two steps have the id compose-reply",
                HINT);
    }

    @Test
    void pointsAtAnUnknownConfiguration() throws Exception {
        assertFault(
                change("open-message", "routeConfigurationId: refusing", "routeConfigurationId: refusin"),
                "open-message.camel.yaml:4:27: no routeConfiguration has the id refusin",
                "hint: write the id of one in error-handling.camel.yaml");
    }

    @Test
    void showsTheStackTraceOnlyToWhoAsks() throws Exception {
        change("send-reply", "ref: sealReply", "ref: sealRepli");

        assertThat(server("--debug").err().lines())
                .startsWith("error: send-reply.camel.yaml:18:18: unknown bean sealRepli", HINT)
                .anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void pointsAtAFolderOfRoutesThatAVariableNames() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        parties.environment("web1").put("MAILSHELL_ROUTES", nowhere.toString());
        assertFault(
                server(),
                nowhere + ":1:1: no route found: there is no folder " + nowhere + ", which MAILSHELL_ROUTES names",
                "hint: for example: mailshell.routes=routes");

        parties.environment("web1").put("MAILSHELL_ROUTES", routes().toString());
        assertFault(
                server(),
                routes() + ":1:1: no route found: there is no *.camel.yaml in " + routes()
                        + ", which MAILSHELL_ROUTES names",
                "hint: for example: mailshell.routes=routes");
    }

    @Test
    void pointsAtTheSettingThatNamesAFolderWithoutRoutes() throws Exception {
        Path properties = parties.home("web1").properties();
        long lines = Files.readString(properties).lines().count();
        Files.writeString(properties, "  mailshell.routes = routes\n", StandardOpenOption.APPEND);

        assertFault(
                server(),
                "mailshell.properties:" + (lines + 1) + ":22: no route found: there is no *.camel.yaml in " + routes(),
                "hint: for example: mailshell.routes=routes");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {".yaml", ".yml", ".camel.yml", ".camel.YAML"})
    void refusesARouteWhoseEndingNobodyReads(String ending) throws Exception {
        Files.copy(RECEIVE_MAIL, routes().resolve("receive-mail" + ending));

        assertFault(
                server(),
                "receive-mail" + ending + ":1:1: the file is not read (its ending was " + ending
                        + ", expected .camel.yaml)",
                "hint: name it receive-mail.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# later\n", "[]\n"})
    void refusesAFileWithoutARoute(String content) throws Exception {
        assertFault(write("send-reply", content), "send-reply.camel.yaml:1:1: there is no route in the file", HINT);
    }

    @Test
    void refusesAFileThatIsNoListOfRoutes() throws Exception {
        assertFault(
                write("send-reply", "\n# mine\nroute:\n  id: send-reply\n"),
                "send-reply.camel.yaml:3:1: the file is not a list",
                HINT);
    }

    @Test
    void pointsAtARouteWithoutAStart() throws Exception {
        assertFault(
                write("send-reply", "- route:\n    id: send-reply\n"),
                "send-reply.camel.yaml:2:5: the route has no from",
                HINT);
    }

    @Test
    void pointsAtAKeyThatIsThereTwice() throws Exception {
        assertFault(
                change("receive-mail", "initialDelay: 0", "unseen: true"),
                "receive-mail.camel.yaml:17:9: found duplicate key unseen",
                HINT);
    }

    @Test
    void pointsAtWhatHoldsItself() throws Exception {
        assertFault(
                write("send-reply", "- route: &a\n    from: *a\n"),
                "send-reply.camel.yaml:1:10: the route has no from",
                HINT);
    }

    @Test
    void pointsAtWhatIsNoText() throws Exception {
        Files.write(routes().resolve("send-reply.camel.yaml"), new byte[] {'#', '\n', '-', ' ', (byte) 0xe4});
        assertFault(server(), "send-reply.camel.yaml:2:3: the file is not UTF-8 text", HINT);

        assertFault(
                write("send-reply", "# \uD83D\uDCEE\n- \0"),
                "send-reply.camel.yaml:2:3: a character that YAML forbids",
                HINT);
    }

    @Test
    void refusesARouteThatCannotBeRead() throws Exception {
        Files.createDirectory(routes().resolve("send-reply.camel.yaml"));

        assertFault(server(), "send-reply.camel.yaml:1:1: the file cannot be read", HINT);
    }

    private static void assertFault(LiveCli cli, String fact, String hint) {
        assertThat(cli.err().lines()).containsExactly("error: " + fact, hint);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.exitCode()).isEqualTo(255);
    }

    private LiveCli change(String route, String from, String to) throws Exception {
        String built = Files.readString(Path.of("routes/server/" + route + ".camel.yaml"));
        assertThat(built).contains(from);
        Files.writeString(routes().resolve(route + ".camel.yaml"), built.replace(from, to));
        return server();
    }

    private static String mine(String step) {
        return """
                - route:
                    id: mine
                    from:
                      uri: timer:mine
                      steps:
                        - STEP
                """
                .replace("STEP", step);
    }

    private LiveCli write(String route, String content) throws Exception {
        Files.writeString(routes().resolve(route + ".camel.yaml"), content);
        return server();
    }

    /** {@code line:column} of the first {@code word}. */
    private static String place(String text, String word) {
        List<String> lines = text.lines().toList();
        int line = 0;
        while (!lines.get(line).contains(word)) {
            line++;
        }
        return (line + 1) + ":" + (lines.get(line).indexOf(word) + 1);
    }

    private LiveCli server(String... options) {
        return run("server", "web1", options);
    }

    private LiveCli run(String verb, String party, String... options) {
        List<String> args = new ArrayList<>(
                List.of(verb, "--home", parties.home(party).directory().toString()));
        args.addAll(List.of(options));
        return LiveCli.run(parties.environment(party), args.toArray(String[]::new));
    }

    private Path routes() {
        return parties.home("web1").routes();
    }
}
