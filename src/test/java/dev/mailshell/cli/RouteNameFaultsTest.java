package dev.mailshell.cli;

import static dev.mailshell.cli.TestRoutes.HINT;
import static dev.mailshell.cli.TestRoutes.OWNER;
import static dev.mailshell.cli.TestRoutes.assertFault;
import static dev.mailshell.cli.TestRoutes.mine;
import static dev.mailshell.cli.TestRoutes.place;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name in a route that stands for nothing, or for two things, is shown at its place. */
@Timeout(60)
class RouteNameFaultsTest {

    @TempDir
    Path directory;

    private TestRoutes routes;

    @BeforeEach
    void makeRoutes() throws Exception {
        routes = TestRoutes.in(directory);
    }

    @Test
    void pointsAtAnUnknownClass() throws Exception {
        assertFault(
                routes.change("read-command", "dev.mailshell.model.Command", "dev.mailshell.model.Comand"),
                "read-command.camel.yaml:24:40: unknown class dev.mailshell.model.Comand",
                HINT);
    }

    @Test
    void pointsAtABeanInTheErrorHandling() throws Exception {
        assertFault(
                routes.change("error-handling", "ref: refusals", "ref: refusal"),
                "error-handling.camel.yaml:31:22: unknown bean refusal",
                HINT);
    }

    @Test
    void pointsAtAnExceptionInTheErrorHandling() throws Exception {
        assertFault(
                routes.change("error-handling", "java.lang.Throwable", "java.lang.Trowable"),
                "error-handling.camel.yaml:7:15: unknown class java.lang.Trowable",
                HINT);
    }

    @Test
    void pointsAtABeanInAnExpressionOfAClient() throws Exception {
        Path own = Files.createDirectory(routes.parties().home("alice").routes(), OWNER)
                .resolve("error-handling.camel.yaml");
        String changed = Files.readString(Path.of("routes/client/error-handling.camel.yaml"))
                .replaceFirst(
                        "expression: \"true\"",
                        "expression: \"true\"\n          retryWhile: "
                                + "{ simple: { expression: \"\\${bean:clien?method=command}\" } }");
        Files.writeString(own, changed);

        assertFault(
                routes.run("client", "alice"),
                "error-handling.camel.yaml:" + place(changed, "clien?") + ": unknown bean clien",
                HINT);
    }

    @Test
    void tellsAWordFromTheSameInADescription() throws Exception {
        assertFault(
                routes.change("send-reply", "method: finish", "method: commits"),
                "send-reply.camel.yaml:18:21: unknown method commits",
                HINT);
    }

    @Test
    void pointsAtAnUnknownProcessor() throws Exception {
        assertFault(
                routes.change("send-reply", "ref: sealReply", "ref: sealRepli"),
                "send-reply.camel.yaml:14:18: unknown bean sealRepli",
                HINT);
    }

    @Test
    void pointsAtAnUnknownBean() throws Exception {
        assertFault(
                routes.change("send-reply", "ref: ledger", "ref: ledgr"),
                "send-reply.camel.yaml:17:18: unknown bean ledgr",
                HINT);
    }

    @Test
    void pointsAtAnUnknownMethod() throws Exception {
        assertFault(
                routes.change("send-reply", "method: finish", "method: finisch"),
                "send-reply.camel.yaml:18:21: unknown method finisch",
                HINT);
    }

    @Test
    void pointsAtAnUnknownBeanOfAnEndpoint() throws Exception {
        assertFault(
                routes.change("receive-mail", "#mailSession", "#mailSesion"),
                "receive-mail.camel.yaml:10:20: unknown bean mailSesion",
                HINT);
    }

    @Test
    void pointsAtAMissingPlaceholder() throws Exception {
        assertFault(
                routes.change("receive-mail", "{{mailshell.imap.host}}", "{{mailshell.imap.hots}}"),
                "receive-mail.camel.yaml:8:18: unknown placeholder mailshell.imap.hots",
                HINT);
    }

    @Test
    void pointsAtAnUnknownComponent() throws Exception {
        assertFault(
                routes.change("receive-mail", "uri: imaps", "uri: imapss"),
                "receive-mail.camel.yaml:6:12: unknown component imapss",
                HINT);
    }

    @Test
    void pointsAtATargetThatNoRouteIs() throws Exception {
        assertFault(
                routes.change("authorize-command", "direct:run-command", "direct:run-comand"),
                "authorize-command.camel.yaml:38:34: no route starts from direct:run-comand",
                "hint: correct the name, or add a route that starts from it");
    }

    @Test
    void pointsAtAnIdThatAnotherRouteHas() throws Exception {
        Files.writeString(
                routes.folder().resolve("zz-mine.camel.yaml"),
                Files.readString(Path.of("routes/server/send-reply.camel.yaml"))
                        .replace("direct:send-reply", "direct:mine"));
        assertFault(
                routes.server(),
                "zz-mine.camel.yaml:2:9: two routes have the id send-reply",
                "hint: give this route an id of its own");
    }

    @Test
    void pointsAtAStartThatAnotherRouteHas() throws Exception {
        assertFault(
                routes.write("a-mine", mine("stop: {}").replace("timer:mine", "direct:send-reply")),
                "a-mine.camel.yaml:4:12: two routes start from direct:send-reply",
                "hint: let this route start from another name");
    }

    @Test
    void pointsAtAStepWhoseIdAnotherHas() throws Exception {
        assertFault(
                routes.write("mine", mine("stop: {id: compose-reply}")),
                "mine.camel.yaml:6:22: two steps have the id compose-reply",
                HINT);
    }

    @Test
    void pointsAtAnUnknownConfiguration() throws Exception {
        assertFault(
                routes.change("open-message", "routeConfigurationId: refusing", "routeConfigurationId: refusin"),
                "open-message.camel.yaml:4:27: no routeConfiguration has the id refusin",
                "hint: write the id of one in error-handling.camel.yaml");
    }
}
