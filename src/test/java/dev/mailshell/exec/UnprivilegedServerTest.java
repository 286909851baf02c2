package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walls of a server that is not root, seen by one that is started as such. */
class UnprivilegedServerTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    @Test
    void givesItsJobsTheWallsThatNeedNoRootAndRefusesTheOthers() throws Exception {
        Prerequisite.require(System.getProperty("user.name").equals("root"), "only root can start it as another user");
        Prerequisite.require(Programs.find("bwrap").isPresent(), "bwrap is not installed");
        Prerequisite.require(
                SystemTool.run(
                                "setpriv",
                                List.of("--reuid=" + NOBODY, "--clear-groups", "bwrap", "--ro-bind", "/", "/", "true"))
                        .succeeded(),
                "this system lets only root make namespaces");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        // The build may lie where nobody else gets to.
        for (String root : new String[] {"target/classes", "target/test-classes"}) {
            for (String folder : new String[] {"exec", "model"}) {
                copy(Path.of(root), "dev/mailshell/" + folder);
            }
        }
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.setAttribute(home, "unix:uid", Integer.parseInt(NOBODY));

        Process server = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + home,
                        "-cp",
                        directory.toString(),
                        UnprivilegedServer.class.getName(),
                        home.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();

        String out = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out.lines())
                .as(out)
                .satisfiesExactly(
                        plain -> assertThat(plain).isEqualTo("Exited[code=0]: 65534 1"),
                        // It would count the server's own threads.
                        refused -> assertThat(refused).isEqualTo("LIMIT_UNAVAILABLE: "),
                        sandboxed -> assertThat(sandboxed).matches("Exited\\[code=0\\]: 65534 [2-9] x"),
                        hidden -> assertThat(hidden).isEqualTo("Exited[code=0]: end"),
                        bounded -> assertThat(bounded).isEqualTo("Exited[code=2]: "));
    }

    private void copy(Path classes, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
            files.forEach(file ->
                    copy(file, directory.resolve(classes.relativize(file).toString())));
        }
    }

    private static void copy(Path file, Path target) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
