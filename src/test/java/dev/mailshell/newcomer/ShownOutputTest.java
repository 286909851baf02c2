package dev.mailshell.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownOutputTest {

    private static final ShownOutput SHOWN = new ShownOutput(List.of(
            "   1.098 s  received", "   1.246 s  verified as alice", "   2.160 s  received", "Linux vm x86_64"));

    @Test
    void passesOverTimesTheMachineAndMoreLines() {
        assertThat(SHOWN.missingIn(List.of(
                        "ready",
                        "   0.010 s  received",
                        "  10.000 s  received",
                        "   0.020 s  verified as alice",
                        "Linux other aarch64")))
                .isEmpty();
        assertThat(new ShownOutput(List.of(" 11:10:55 up  1:16,  0 user,  load average: 3.04, 2.08, 2.91"))
                        .missingIn(List.of(" 00:00:01 up 2 days,  4:05,  3 users,  load average: 0.00, 0.00, 0.00")))
                .isEmpty();
    }

    @Test
    void namesALineThatIsNotThereAsOftenAsItIsShown() {
        assertThat(SHOWN.missingIn(
                        List.of("   1.0 s  received", "   1.000 s  received", "   1.001 s  verified as alice")))
                .contains("   2.160 s  received");
    }

    @Test
    void namesALineWithAnotherWord() {
        assertThat(SHOWN.missingIn(List.of("   1.000 s  received", "   1.000 s  verified as bob")))
                .contains("   1.246 s  verified as alice");
        assertThat(new ShownOutput(List.of("error: web1: denied")).missingIn(List.of("error: web1: expired")))
                .contains("error: web1: denied");
    }
}
