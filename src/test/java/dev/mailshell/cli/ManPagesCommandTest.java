package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesCommandTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        Cli cli = Cli.run("man-pages", "--dir", directory.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    @Test
    void writesAPageOfEachCommand() throws Exception {
        try (Stream<Path> pages = Files.list(directory)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .contains("mailshell.1", "mailshell-send.1", "mailshell-keys.1", "mailshell-keys-add.1");
        }
    }

    @Test
    void saysWhatTheHelpSays() throws Exception {
        String page = Files.readString(directory.resolve("mailshell-send.1"));

        assertThat(page)
                .contains(
                        ".SH \"NAME\"\nmailshell\\-send \\- Sends one command\n",
                        ".TP\n.B \"\\-\\-to=SERVER\"\nThe servers, such as web1 or web1,db1; @web is a group of groups.yaml, and @all are all.\n",
                        ".SH \"EXAMPLES\"\n");
        ExitCode.TABLE.forEach((code, meaning) -> assertThat(page)
                .contains(".B \"" + code.replace("-", "\\-") + "\"\n" + meaning.replace("-", "\\-") + "\n"));
        assertThat(page.lines()).noneMatch(line -> line.matches("\\.(?![A-Z]+( |$)|nf$|fi$).*"));
    }

    @Test
    void isShownWithoutAWarning() throws Exception {
        assumeThat(Path.of("/usr/bin/man")).exists();
        try (Stream<Path> pages = Files.list(directory)) {
            for (Path page : pages.toList()) {
                Process man = new ProcessBuilder(
                                List.of("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", page.toString()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String complaints = new String(man.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(man.waitFor()).isZero();
                assertThat(complaints).as(page.toString()).isEmpty();
            }
        }
    }
}
