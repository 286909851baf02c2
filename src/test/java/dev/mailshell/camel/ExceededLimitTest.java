package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExceededLimitTest {

    private static final Resources BOTH = new Resources(
            Optional.of(Duration.ofSeconds(5)),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalLong.of(4096),
            OptionalInt.empty());

    @Test
    void namesTheLimitThatTheSignalIsFor() {
        assertThat(ExceededLimit.of(152, BOTH).orElseThrow().message()).contains("5 s of processor time");
        assertThat(ExceededLimit.of(153, BOTH).orElseThrow().message()).contains("4096 bytes");
        assertThat(ExceededLimit.of(153, BOTH).orElseThrow().code()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void blamesNoLimitThatThereIsNot() {
        assertThat(ExceededLimit.of(152, Resources.UNLIMITED)).isEmpty();
        assertThat(ExceededLimit.of(153, Resources.UNLIMITED)).isEmpty();
        assertThat(ExceededLimit.of(137, BOTH)).isEmpty();
        assertThat(ExceededLimit.of(0, BOTH)).isEmpty();
    }
}
