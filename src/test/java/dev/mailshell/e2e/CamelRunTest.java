package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.camel.ClientLock;
import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routes that another program reads and runs, with our classes on its class path: Camel's own main class, or, where {@code camel-run.classpath} says
 * where it is, {@code camel run}, with the jar in their place. {@code .ci/camel-run} does that.
 */
@Timeout(240)
class CamelRunTest {

    private static final Optional<String> CAMEL = Optional.ofNullable(System.getProperty("camel-run.classpath"));

    @TempDir
    Path directory;

    @Test
    void answersACommand() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                Child server = run(parties, "web1", "server");
                Child client = run(parties, "alice", "client")) {
            Files.createDirectories(parties.home("alice").outbox());
            parties.drop("alice", "hello.cmd", "@web1\necho from camel\n");

            Patience.await().until(() -> !replies(parties.home("alice")).isEmpty());
            Path reply = replies(parties.home("alice")).get(0);
            assertThat(new ObjectMapper()
                            .readTree(reply.toFile())
                            .at("/stdout/text")
                            .asText())
                    .isEqualTo("from camel\n");
            assertThat(parties.home("web1").logs().resolve("commands.csv")).exists();

            server.terminate();
            client.terminate();
            assertThat(server.awaitExit()).isEqualTo(143);
            assertThat(client.awaitExit()).isEqualTo(143);
            assertThat(server.out() + server.err()).contains("stopped; since the start");
        }
    }

    @Test
    void doesNotStartInAHomeThatOthersCanRead() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Path keys = parties.home("web1").directory().resolve("identity");
            try (Stream<Path> files = Files.list(keys)) {
                for (Path key :
                        files.filter(file -> file.toString().endsWith(".key")).toList()) {
                    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
            assertRefused(parties, "web1", "server", "can be read", "chmod 600");
        }
    }

    @Test
    void doesNotStartWithABrokenPolicy() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Files.writeString(parties.home("web1").policy(), "roles: [");
            assertRefused(parties, "web1", "server", "policy.yaml:1:9", "look at the indentation");
        }
    }

    @Test
    void doesNotStartWhereAnotherClientRuns() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                ClientLock lock = ClientLock.of(parties.home("alice"))) {
            assertThat(lock.tryTake()).isTrue();
            assertRefused(parties, "alice", "client", "another client runs in the home", "stop it, or use it");
        }
    }

    private void assertRefused(Parties parties, String name, String role, String fact, String hint) throws Exception {
        try (Child child = run(parties, name, role)) {
            assertThat(child.awaitExit()).isNotZero();
            String said = child.out() + child.err();
            assertThat(said).containsPattern("ERROR .*" + Pattern.quote(fact) + ".*\\(hint: .*" + Pattern.quote(hint));
            // What is left is the trace of who runs the context.
            assertThat(said).doesNotContain("Caused by: dev.mailshell");
        }
    }

    private Child run(Parties parties, String name, String role) throws IOException {
        Map<String, String> environment = new HashMap<>(parties.environment(name));
        environment.put("MAILSHELL_HOME", parties.home(name).directory().toString());
        if (CAMEL.isEmpty()) {
            environment.put("CAMEL_MAIN_ROUTESINCLUDEPATTERN", "file:routes/" + role + "/*.camel.yaml");
            return Child.startJava(
                    Files.createDirectory(directory.resolve("run-" + name)),
                    environment,
                    List.of(Child.classPath()),
                    "org.apache.camel.main.Main");
        }
        List<String> command = new ArrayList<>(List.of(
                "-Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider",
                ".ci/camel/Camel.java",
                "run",
                "--profile=prod",
                "--logging-color=false"));
        try (Stream<Path> routes = Files.list(Path.of("routes", role))) {
            routes.map(Path::toString).sorted().forEach(command::add);
        }
        return Child.startJava(
                Files.createDirectory(directory.resolve("run-" + name)),
                environment,
                List.of(CAMEL.get(), "target/mailshell.jar"),
                command.toArray(String[]::new));
    }

    private static List<Path> replies(Home home) throws IOException {
        if (!Files.exists(home.replies())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.replies())) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
