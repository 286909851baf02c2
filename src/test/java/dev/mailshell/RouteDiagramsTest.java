package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks at the diagrams sees the routes as they are. */
class RouteDiagramsTest {

    private static final Path DOCUMENT = Path.of("docs/diagrams.md");

    @TempDir
    Path routes;

    @Test
    void theDocumentShowsTheRoutes() throws Exception {
        String drawn = RouteDiagrams.of(Path.of("routes")).document();
        if ("write".equals(System.getProperty("diagrams"))) {
            Files.writeString(DOCUMENT, drawn);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("mvn test -Dtest=RouteDiagramsTest -Ddiagrams=write")
                .isEqualTo(drawn);
    }

    @Test
    void drawsStepsBranchesAndCalls() throws Exception {
        Files.createDirectory(routes.resolve("client"));
        Files.createDirectory(routes.resolve("hub"));
        write(
                "server/take",
                """
                - route:
                    id: take
                    description: Takes it.
                    from:
                      uri: imaps
                      steps:
                        - process: {id: first, ref: a}
                        - choice:
                            id: which
                            when:
                              - id: here
                                steps:
                                  - to: {id: hand-on, uri: "seda:send"}
                            otherwise:
                              id: there
                              steps:
                                - to: {id: run, uri: "exec:job"}
                """);
        write(
                "server/send",
                """
                - route:
                    id: send
                    description: Sends it.
                    from:
                      uri: seda:send
                      steps:
                        - to: {id: submit, uri: "{{scheme:smtps}}:{{host}}"}
                """);

        assertThat(RouteDiagrams.of(routes).document())
                .contains(
                        "  mail --> server_take\n",
                        "  server_take -.-> server_send\n",
                        "  server_send --> mail\n",
                        "  r_take[\"<b>take</b><br>first<br>which<br>&nbsp;&nbsp;&nbsp;&nbsp;here<br>"
                                + "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;hand-on<br>",
                        "  from_take([\"imaps\"]) --> r_take\n",
                        "  r_take -.->|hand-on| r_send\n",
                        "  r_take -->|run| to_take_run([\"exec:job\"])\n",
                        "- `send`: Sends it.\n");
    }

    private void write(String name, String yaml) throws Exception {
        Path file = routes.resolve(name + ".camel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }
}
