package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShellHistoryTest {

    @Test
    void keepsNoLineWithACode() {
        ShellHistory history = new ShellHistory();

        history.add(Instant.EPOCH, "send --totp=123456 --to web1 -- true");
        history.add(Instant.EPOCH, " keys  join 7K2M-9QXT-4H0B-ZR8D-W3NV-61EC-PJ5F --to web1@mail.test");
        history.add(Instant.EPOCH, "send web1 echo keys join");

        assertThat(history.size()).isOne();
        assertThat(history.get(history.first())).isEqualTo("send web1 echo keys join");
    }
}
