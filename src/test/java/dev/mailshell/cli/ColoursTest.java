package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The help is coloured for people who look at it, and for nobody else. */
class ColoursTest {

    private static final String ESCAPE = "\u001b[";

    @Test
    void onATerminal() throws Exception {
        assertThat(onTerminal(Map.of())).contains("Usage:", ESCAPE);
    }

    @Test
    void notWhereNobodyWantsThem() throws Exception {
        assertThat(onTerminal(Map.of("NO_COLOR", "1"))).contains("Usage:").doesNotContain(ESCAPE);
    }

    @Test
    void notInAPipe() throws Exception {
        assertThat(run(Map.of(), "bash", "-c", help() + " | cat"))
                .contains("Usage:")
                .doesNotContain(ESCAPE);
    }

    private static String onTerminal(Map<String, String> environment) throws Exception {
        assumeThat(Path.of("/usr/bin/script")).exists();
        return run(environment, "script", "-qefc", help(), "/dev/null");
    }

    private static String help() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return java + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + MailshellCommand.class.getName() + " send --help";
    }

    private static String run(Map<String, String> environment, String... call) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(call).redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
