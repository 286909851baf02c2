package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The units of systemd, as far as they can be looked at where systemd is not process 1. */
class SystemdUnitsTest {

    private static final Path UNITS = Path.of("packaging", "systemd");
    private static final Pattern LEVEL = Pattern.compile("exposure level for \\S+: ([0-9.]+) ");

    @TempDir
    Path root;

    private Path installed;

    @BeforeEach
    void install() throws Exception {
        Prerequisite.require(runs("systemd-analyze", "--version"), "systemd-analyze (package systemd)");
        installed = Files.createDirectories(root.resolve("etc/systemd/system"));
        try (Stream<Path> units = Files.list(UNITS)) {
            for (Path unit :
                    units.filter(file -> file.toString().endsWith(".service")).toList()) {
                Files.copy(unit, installed.resolve(unit.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mailshell-server@web1, 2.5", "mailshell-client@alice, 2.5", "mailshell-hub@hub, 2.5"})
    void exposesNoMoreThanItMust(String unit, double most) throws Exception {
        assertThat(exposure(unit)).isPositive().isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"mailshell-server@web1, 3.5", "mailshell-hub@hub, 3.5"})
    void exposesALittleMoreWhereItBecomesOtherUsers(String unit, double most) throws Exception {
        dropIn(unit, "run-as.conf");

        assertThat(exposure(unit)).isGreaterThan(2.5).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"mailshell-server@web1, 3.5", "mailshell-hub@hub, 3.5"})
    void exposesALittleMoreWhereItMakesSandboxes(String unit, double most) throws Exception {
        dropIn(unit, "bubblewrap.conf");

        assertThat(exposure(unit)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"mailshell-server@web1", "mailshell-client@alice", "mailshell-hub@hub"})
    void isWhatSystemdUnderstands(String unit) throws Exception {
        layOutPrograms();
        for (String dropIn : unit.contains("client") ? List.<String>of() : List.of("run-as.conf", "bubblewrap.conf")) {
            dropIn(unit, dropIn);
        }

        Output output = verified(unit);

        assertThat(output.text()).isEmpty();
        assertThat(output.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mailshell-server@web1", "mailshell-client@alice"})
    void isWhatSystemdUnderstandsWithTheFilesOfALogin(String unit) throws Exception {
        layOutPrograms();
        String dropIn = dropInOfLogin();
        Path folder = Files.createDirectories(installed.resolve(unit + ".service.d"));
        Files.writeString(folder.resolve("login.conf"), dropIn);

        assertThat(dropIn).contains("LoadCredential=keytab:", "LoadCredential=client-key:", "=%d/keytab");
        assertThat(verified(unit).text()).isEmpty();
        Files.writeString(folder.resolve("login.conf"), dropIn.replace("=keytab:/", "=key/tab:/"));
        assertThat(verified(unit).text()).contains("login.conf:3");
    }

    /** All lines that the page has, behind the one that takes the password away. */
    private static String dropInOfLogin() throws IOException {
        String lines = Pattern.compile("`((?:LoadCredential|Environment)=[^`]*)`")
                .matcher(Files.readString(Path.of("docs", "login.md")))
                .results()
                .map(line -> line.group(1) + "\n")
                .collect(Collectors.joining());
        assertThat(lines).startsWith("LoadCredential=\n");
        return "[Service]\n" + lines;
    }

    private Output verified(String unit) throws Exception {
        return run(
                "systemd-analyze", "verify", "--man=no", "--recursive-errors=no", "--root=" + root, unit + ".service");
    }

    @Test
    void knowsWhenAUnitIsNotUnderstood() throws Exception {
        layOutPrograms();
        Path unit = installed.resolve("mailshell-client@.service");
        Files.writeString(unit, Files.readString(unit).replace("ProtectSystem=strict", "ProtectSytem=strict"));

        assertThat(run("systemd-analyze", "verify", "--man=no", "--root=" + root, "mailshell-client@alice.service")
                        .text())
                .contains("ProtectSytem");
    }

    /** Where the units look for the programs that they start. */
    private void layOutPrograms() throws IOException {
        Path programs = Files.createDirectories(root.resolve("opt/mailshell/packaging/systemd"));
        Files.copy(UNITS.resolve("await-ready"), programs.resolve("await-ready"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Path.of("mailshell"), root.resolve("opt/mailshell/mailshell"), StandardCopyOption.COPY_ATTRIBUTES);
        // What the machine's own systemd brings, without which it finds nothing that a unit begins after.
        Path own = Files.createDirectories(root.resolve("usr/lib/systemd/system"));
        try (Stream<Path> units = Files.list(Path.of("/usr/lib/systemd/system"))) {
            for (Path unit : units.filter(Files::isRegularFile).toList()) {
                Files.copy(unit, own.resolve(unit.getFileName()));
            }
        }
    }

    private void dropIn(String unit, String file) throws IOException {
        Path folder = Files.createDirectories(installed.resolve(unit + ".service.d"));
        Files.copy(UNITS.resolve(file), folder.resolve(file));
    }

    private double exposure(String unit) throws Exception {
        Output output =
                run("systemd-analyze", "security", "--offline=true", "--no-pager", "--root=" + root, unit + ".service");
        Matcher level = LEVEL.matcher(output.text());
        assertThat(level.find()).as(output.text()).isTrue();
        return Double.parseDouble(level.group(1));
    }

    private record Output(int exitCode, String text) {}

    private Output run(String... command) throws Exception {
        Path text = Files.createTempFile(root, "output", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(text.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        return new Output(process.exitValue(), Files.readString(text));
    }

    private boolean runs(String... command) throws Exception {
        try {
            return run(command).exitCode() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
