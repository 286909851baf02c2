package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Parties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The routes that an operator puts into the home of the server {@code web1}, and a start with them. */
record TestRoutes(Parties parties) {

    static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static final String HINT = "hint: correct the file, or remove it to run the built-in route of that name";

    /** Makes the server, its client {@code alice} and an empty folder of routes in {@code directory}. */
    static TestRoutes in(Path directory) throws Exception {
        TestRoutes routes = new TestRoutes(Parties.create(directory, List.of("web1"), List.of("alice")));
        Files.createDirectory(routes.folder(), OWNER);
        return routes;
    }

    Path folder() {
        return parties.home("web1").routes();
    }

    /** Starts the server with the built-in {@code route}, in which {@code from} became {@code to}. */
    LiveCli change(String route, String from, String to) throws Exception {
        String built = Files.readString(Path.of("routes/server/" + route + ".camel.yaml"));
        assertThat(built).contains(from);
        Files.writeString(folder().resolve(route + ".camel.yaml"), built.replace(from, to));
        return server();
    }

    LiveCli write(String route, String content) throws Exception {
        Files.writeString(folder().resolve(route + ".camel.yaml"), content);
        return server();
    }

    LiveCli server(String... options) {
        return run("server", "web1", options);
    }

    LiveCli run(String verb, String party, String... options) {
        List<String> args = new ArrayList<>(
                List.of(verb, "--home", parties.home(party).directory().toString()));
        args.addAll(List.of(options));
        return LiveCli.run(parties.environment(party), args.toArray(String[]::new));
    }

    static void assertFault(LiveCli cli, String fact, String hint) {
        assertThat(cli.err().lines()).containsExactly("error: " + fact, hint);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.exitCode()).isEqualTo(255);
    }

    /** A route of its own with one {@code step}. */
    static String mine(String step) {
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

    /** {@code line:column} of the first {@code word}. */
    static String place(String text, String word) {
        List<String> lines = text.lines().toList();
        int line = 0;
        while (!lines.get(line).contains(word)) {
            line++;
        }
        return (line + 1) + ":" + (lines.get(line).indexOf(word) + 1);
    }
}
