package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.policy.FileTree.Kind;
import dev.mailshell.policy.PathUnder;
import dev.mailshell.policy.ValueType.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path of a client is where it leads to, and that is below the directory or nowhere. */
class RealFilesTest {

    @TempDir
    private Path directory;

    private Path logs;

    @BeforeEach
    void makeFiles() throws IOException {
        Path real = Files.createDirectories(directory.toRealPath().resolve("real/logs"));
        Files.createDirectory(real.resolve("nginx"));
        Files.writeString(real.resolve("nginx/error log"), "");
        Files.writeString(real.resolveSibling("logs-other"), "");
        Files.createSymbolicLink(real.resolve("inside"), Path.of("nginx"));
        Path elsewhere = Files.createDirectory(directory.toRealPath().resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("passwd"), "");
        Files.createSymbolicLink(real.resolve("outside"), elsewhere);
        Files.createSymbolicLink(real.resolve("dangling"), Path.of("absent"));
        Files.createSymbolicLink(real.resolve("loop"), Path.of("loop"));
        logs = Files.createSymbolicLink(directory.resolve("logs"), real);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx/error log", "inside/error log", "nginx/../inside/error log", "./nginx//error log"})
    void givesWhereAPathLeadsTo(String value) throws IOException {
        assertThat(check(value, Optional.of(Kind.FILE)))
                .isEqualTo(new Checked.Accepted(
                        logs.toRealPath().resolve("nginx/error log").toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outside/passwd", "../logs-other", "../../../../../../../etc/passwd", "/etc/passwd", "dangling", "loop",
                        "absent",
                "nginx", "nginx/error log/x", "\u00e9\u2028\u0001", "a\nb", "-rf", "~", "*"
            })
    void refusesWhatLeadsElsewhereOrNowhere(String value) {
        assertThat(check(value, Optional.of(Kind.FILE))).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void tellsFilesDirectoriesAndOtherThingsApart() throws IOException {
        assertThat(check("inside", Optional.of(Kind.DIRECTORY))).isInstanceOf(Checked.Accepted.class);
        assertThat(check("inside", Optional.empty())).isInstanceOf(Checked.Accepted.class);
        assertThat(new RealFiles().find("/dev/null").orElseThrow().kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void saysNothingOfAValueThatItRefuses() {
        assertThat(((Checked.Refused) check("secret-name", Optional.empty())).fact())
                .doesNotContain("secret-name");
    }

    private Checked check(String value, Optional<Kind> kind) {
        return new PathUnder(logs.toString(), kind, new RealFiles()).check(value);
    }
}
