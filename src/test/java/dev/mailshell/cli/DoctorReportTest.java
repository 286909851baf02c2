package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.doctor.Finding;
import dev.mailshell.doctor.Finding.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorReportTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void showsALineForEachFindingAndWhatToDo() {
        assertThat(shown(Map.of(), Optional::empty, false))
                .isEqualTo(
                        """
                        ok      imap       dns        fine
                        fail    loop-back  message-id a?b
                                                      hint: do?it
                        """);
    }

    @Test
    void coloursTheWordOnATerminal() {
        assertThat(shown(Map.of("TERM", "xterm"), DoctorReportTest::somebody, false))
                .contains(
                        "\u001b[32mok\u001b[0m      imap       dns        fine\n",
                        "\u001b[31mfail\u001b[0m    loop-back");
    }

    @Test
    void usesNoColoursWhereTheyAreNotWanted() {
        assertThat(shown(Map.of("TERM", "xterm", "NO_COLOR", "1"), DoctorReportTest::somebody, false))
                .doesNotContain("\u001b");
        assertThat(shown(Map.of("TERM", "dumb"), DoctorReportTest::somebody, false))
                .doesNotContain("\u001b");
        assertThat(shown(Map.of("TERM", "xterm", "NO_COLOR", ""), DoctorReportTest::somebody, false))
                .contains("\u001b[32mok");
    }

    @Test
    void printsAnObjectALineForPrograms() {
        assertThat(shown(Map.of("TERM", "xterm"), DoctorReportTest::somebody, true))
                .isEqualTo(
                        """
                        {"group":"imap","check":"dns","state":"ok","fact":"fine","hint":""}
                        {"group":"loop-back","check":"message-id","state":"fail","fact":"a?b","hint":"do?it"}
                        """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsTheBeginningOfWhatAMailServerSaysWithoutEnd(boolean json) {
        report(Map.of(), Optional::empty, json)
                .add("smtp", new Finding("login", State.FAIL, "no".repeat(100_000), "go".repeat(100_000)));

        assertThat(out.toString(StandardCharsets.UTF_8)).hasSizeLessThan(2200).contains("nono...", "gogo...");
    }

    private static Optional<Terminal> somebody() {
        return Optional.of(question -> "");
    }

    private String shown(Map<String, String> environment, Supplier<Optional<Terminal>> terminal, boolean json) {
        out.reset();
        DoctorReport report = report(environment, terminal, json);
        report.add("imap", new Finding("dns", State.OK, "fine", ""));
        report.add("loop-back", new Finding("message-id", State.FAIL, "a\u001bb", "do\nit"));
        return out.toString(StandardCharsets.UTF_8);
    }

    private DoctorReport report(Map<String, String> environment, Supplier<Optional<Terminal>> terminal, boolean json) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return DoctorReport.of(
                new CliContext(environment, Clock.systemUTC(), new SecureRandom(), stream, stream, terminal), json);
    }
}
