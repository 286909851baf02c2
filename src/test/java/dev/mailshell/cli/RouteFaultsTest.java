package dev.mailshell.cli;

import static dev.mailshell.cli.TestRoutes.HINT;
import static dev.mailshell.cli.TestRoutes.assertFault;
import static dev.mailshell.cli.TestRoutes.mine;
import static dev.mailshell.cli.TestRoutes.place;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    private static final String HINT_NUMBER = "hint: write a number, or a time such as 500ms, 60s or 1h30m";

    @TempDir
    Path directory;

    private TestRoutes routes;

    @BeforeEach
    void makeRoutes() throws Exception {
        routes = TestRoutes.in(directory);
    }

    @Test
    void pointsAtAnUnknownStep() throws Exception {
        assertFault(
                routes.change("send-reply", "- bean:", "- been:"),
                "send-reply.camel.yaml:15:11: Unknown node id: been",
                HINT);
    }

    @Test
    void pointsAtAnUnknownField() throws Exception {
        assertFault(
                routes.change("send-reply", "ref: sealReply", "reff: sealReply"),
                "send-reply.camel.yaml:14:19: Unsupported field: reff",
                HINT);
    }

    @Test
    void pointsAtAnUnknownOption() throws Exception {
        assertFault(
                routes.change("receive-mail", "unseen:", "unsen:"),
                "receive-mail.camel.yaml:17:9: unknown option unsen",
                HINT);
    }

    @Test
    void pointsAtABadNumber() throws Exception {
        assertFault(
                routes.change("receive-mail", "maxMessagesPerPoll: 100", "maxMessagesPerPoll: many"),
                "receive-mail.camel.yaml:16:29: neither a number nor a time: many",
                HINT_NUMBER);
    }

    @Test
    void pointsAtABadTime() throws Exception {
        assertFault(
                routes.change("receive-mail", "\"{{mailshell.imap.poll:1000}}\"", "often"),
                "receive-mail.camel.yaml:14:16: neither a number nor a time: often",
                HINT_NUMBER);
    }

    @Test
    void pointsAtABadTimeInAPlaceholder() throws Exception {
        assertFault(
                routes.change("retry-deliveries", "{{mailshell.outbox.sweep:5s}}", "{{mailshell.outbox.sweep:5 s}}"),
                "retry-deliveries.camel.yaml:7:18: neither a number nor a time: 5 s",
                HINT_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to: seda:open-message?timeout=soon", "to: {uri: 'seda:open-message?size=9&timeout=soon'}"})
    void pointsAtABadTimeInAUri(String step) throws Exception {
        String route = mine(step);

        assertFault(
                routes.write("mine", route),
                "mine.camel.yaml:" + place(route, "soon") + ": neither a number nor a time: soon",
                HINT_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "maxErrors, few, neither a number nor a time: few",
        "commandTimeout, 5 min, neither a number nor a time: 5 min",
        "auth, perhaps, neither true nor false: perhaps"
    })
    void pointsAtABadOptionOfOurOwnComponent(String option, String value, String fact) throws Exception {
        String route = mine("log: hello").replace("timer:mine", "smtpd:127.0.0.1:0?" + option + "=" + value);

        LiveCli cli = routes.write("mine", route);

        assertThat(cli.err()).startsWith("error: mine.camel.yaml:" + place(route, value) + ": " + fact + "\n");
    }

    @Test
    void pointsAtABadSwitch() throws Exception {
        assertFault(
                routes.change("receive-mail", "closeFolder: true", "closeFolder: tru"),
                "receive-mail.camel.yaml:18:22: neither true nor false: tru",
                "hint: write true or false");
    }

    @Test
    void pointsAtABadSwitchOfAStep() throws Exception {
        assertFault(
                routes.change("authorize-command", "eager: true", "eager: tru"),
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

        assertFault(
                routes.write("mine", route), "mine.camel.yaml:" + place(route, "LOUD") + ": unknown value LOUD", HINT);
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

        LiveCli cli = routes.write("error-handling-mine", configuration);

        assertThat(cli.err().lines())
                .hasSize(2)
                .first(InstanceOfAssertFactories.STRING)
                .isEqualTo("error: error-handling-mine.camel.yaml:" + place(configuration, value) + ": " + fact + ": "
                        + value);
    }

    @Test
    void pointsAtABadExpression() throws Exception {
        assertFault(
                routes.change("authorize-command", "== 'allowed'", "=== 'allowed'"),
                "authorize-command.camel.yaml:34:67: Unexpected token =",
                HINT);
    }

    @Test
    void pointsAtAnUnknownFunction() throws Exception {
        assertFault(
                routes.change("resume-stored", "${body}", "${bdy}"),
                "resume-stored.camel.yaml:18:29: Unknown function: bdy",
                HINT);
    }

    @Test
    void pointsAtAFunctionThatIsTooLong() throws Exception {
        assertFault(
                routes.change("authorize-command", "exchangeProperty.verdict", "exchangePropertyy.verdict"),
                "authorize-command.camel.yaml:34:41: unknown function exchangePropertyy",
                HINT);
    }

    @Test
    void pointsAtARouteOfWhichNoWordIsWrong() throws Exception {
        assertFault(
                routes.write("send-reply", "- route:\n    id: send-reply\n    from:\n      uri: direct:send-reply\n"),
                "send-reply.camel.yaml:2:9: Route send-reply has no output processors. You need to add outputs to the"
                        + " route such as to(\"log:foo\").",
                HINT);
    }

    @Test
    void showsTheStackTraceOnlyToWhoAsks() throws Exception {
        routes.change("send-reply", "ref: sealReply", "ref: sealRepli");

        assertThat(routes.server("--debug").err().lines())
                .startsWith("error: send-reply.camel.yaml:14:18: unknown bean sealRepli", HINT)
                .anyMatch(line -> line.startsWith("\tat "));
    }
}
