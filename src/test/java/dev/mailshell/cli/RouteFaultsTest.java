package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Parties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator's slip in a route is shown at its place, in two lines. */
@Timeout(60)
class RouteFaultsTest {

    private static final String HINT = "hint: correct the file, or remove it to run the built-in route of that name";

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.createDirectories(routes());
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
    void pointsAtABadValue() throws Exception {
        assertFault(
                change("receive-mail", "maxMessagesPerPoll: 100", "maxMessagesPerPoll: many"),
                "receive-mail.camel.yaml:16:29: not a number: many",
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

    private LiveCli server(String... options) {
        List<String> args = new ArrayList<>(
                List.of("server", "--home", parties.home("web1").directory().toString()));
        args.addAll(List.of(options));
        return LiveCli.run(parties.environment("web1"), args.toArray(String[]::new));
    }

    private Path routes() {
        return parties.home("web1").routes();
    }
}
