package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reason;
import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void saysInWordsThatNothingWasRefused() {
        assertThat(new Counters().summary()).isEqualTo("nothing was refused");
    }

    @Test
    void sumsUpWhatWasRefusedByReason() {
        Counters counters = new Counters();
        counters.count(Reason.DUPLICATE);
        counters.count(Reason.DUPLICATE);
        counters.count(Reason.NOT_SIGNED);

        assertThat(counters.refused()).isEqualTo(3);
        assertThat(counters.refused(Reason.DUPLICATE)).isEqualTo(2);
        assertThat(counters.summary()).isEqualTo("3 refused (NOT_SIGNED 1, DUPLICATE 2)");
    }
}
