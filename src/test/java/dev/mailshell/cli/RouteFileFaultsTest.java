package dev.mailshell.cli;

import static dev.mailshell.cli.TestRoutes.HINT;
import static dev.mailshell.cli.TestRoutes.assertFault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file or a folder of routes that cannot be read as such is named, with what to do. */
@Timeout(60)
class RouteFileFaultsTest {

    private static final Path RECEIVE_MAIL = Path.of("routes/server/receive-mail.camel.yaml");

    @TempDir
    Path directory;

    private TestRoutes routes;

    @BeforeEach
    void makeRoutes() throws Exception {
        routes = TestRoutes.in(directory);
    }

    @Test
    void pointsAtYamlThatIsNone() throws Exception {
        assertFault(
                routes.change("send-reply", "    id: send-reply\n", "    id: [send-reply\n"),
                "send-reply.camel.yaml:3:16: expected ',' or ']', but got :",
                HINT);
    }

    @Test
    void pointsAtAFolderOfRoutesThatAVariableNames() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        routes.parties().environment("web1").put("MAILSHELL_ROUTES", nowhere.toString());
        assertFault(
                routes.server(),
                nowhere + ":1:1: no route found: there is no folder " + nowhere + ", which MAILSHELL_ROUTES names",
                "hint: for example: mailshell.routes=routes");

        routes.parties()
                .environment("web1")
                .put("MAILSHELL_ROUTES", routes.folder().toString());
        assertFault(
                routes.server(),
                routes.folder() + ":1:1: no route found: there is no *.camel.yaml in " + routes.folder()
                        + ", which MAILSHELL_ROUTES names",
                "hint: for example: mailshell.routes=routes");
    }

    @Test
    void pointsAtTheSettingThatNamesAFolderWithoutRoutes() throws Exception {
        Path properties = routes.parties().home("web1").properties();
        long lines = Files.readString(properties).lines().count();
        Files.writeString(properties, "  mailshell.routes = routes\n", StandardOpenOption.APPEND);

        assertFault(
                routes.server(),
                "mailshell.properties:" + (lines + 1) + ":22: no route found: there is no *.camel.yaml in "
                        + routes.folder(),
                "hint: for example: mailshell.routes=routes");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {".yaml", ".yml", ".camel.yml", ".camel.YAML"})
    void refusesARouteWhoseEndingNobodyReads(String ending) throws Exception {
        Files.copy(RECEIVE_MAIL, routes.folder().resolve("receive-mail" + ending));

        assertFault(
                routes.server(),
                "receive-mail" + ending + ":1:1: the file is not read (its ending was " + ending
                        + ", expected .camel.yaml)",
                "hint: name it receive-mail.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# later\n", "[]\n"})
    void refusesAFileWithoutARoute(String content) throws Exception {
        assertFault(
                routes.write("send-reply", content), "send-reply.camel.yaml:1:1: there is no route in the file", HINT);
    }

    @Test
    void refusesAFileThatIsNoListOfRoutes() throws Exception {
        assertFault(
                routes.write("send-reply", "\n# mine\nroute:\n  id: send-reply\n"),
                "send-reply.camel.yaml:3:1: the file is not a list",
                HINT);
    }

    @Test
    void pointsAtARouteWithoutAStart() throws Exception {
        assertFault(
                routes.write("send-reply", "- route:\n    id: send-reply\n"),
                "send-reply.camel.yaml:2:5: the route has no from",
                HINT);
    }

    @Test
    void pointsAtAKeyThatIsThereTwice() throws Exception {
        assertFault(
                routes.change("receive-mail", "initialDelay: 0", "unseen: true"),
                "receive-mail.camel.yaml:17:9: found duplicate key unseen",
                HINT);
    }

    @Test
    void pointsAtWhatHoldsItself() throws Exception {
        assertFault(
                routes.write("send-reply", "- route: &a\n    from: *a\n"),
                "send-reply.camel.yaml:1:10: the route has no from",
                HINT);
    }

    @Test
    void pointsAtWhatIsNoText() throws Exception {
        Files.write(routes.folder().resolve("send-reply.camel.yaml"), new byte[] {'#', '\n', '-', ' ', (byte) 0xe4});
        assertFault(routes.server(), "send-reply.camel.yaml:2:3: the file is not UTF-8 text", HINT);

        assertFault(
                routes.write("send-reply", "# \uD83D\uDCEE\n- \0"),
                "send-reply.camel.yaml:2:3: a character that YAML forbids",
                HINT);
    }

    @Test
    void refusesARouteThatCannotBeRead() throws Exception {
        Files.createDirectory(routes.folder().resolve("send-reply.camel.yaml"));

        assertFault(routes.server(), "send-reply.camel.yaml:1:1: the file cannot be read", HINT);
    }
}
