package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private static final String DRAWN = "CRESC[KESC[?7lwaitingESC[?7h";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final StatusLine status = new StatusLine(err, Optional.of(new Screen(false)));

    @Test
    void letsAWarningOfTheLogBeginWhereTheLineWasThatDoesNotStay() {
        PrintStream log = status.above(err);
        status.show("waiting");

        log.write("WARN the mail ".getBytes(StandardCharsets.UTF_8), 0, 14);
        log.print("server is away\n");
        status.show("waiting");

        assertThat(shown()).isEqualTo(DRAWN + "CRESC[KWARN the mail server is away\n" + DRAWN);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace("\u001b", "ESC").replace("\r", "CR");
    }
}
