package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void namesNoClass() {
        assertThat(Faults.describe(new InvalidMessage(Reason.NAME_INVALID, "a fact")))
                .isEqualTo("a fact");
        assertThat(Faults.describe(new IllegalStateException())).isEqualTo("an unexpected failure");
        assertThat(Faults.describe(new NullPointerException("Cannot invoke \"dev.mailshell.Any.thing()\"")))
                .isEqualTo("an unexpected failure");
        assertThat(Faults.describe(new MalformedInputException(1))).isEqualTo("a text is not in its encoding");
    }

    @Test
    void saysWhatTheCauseSaysIfNobodySaidMore() {
        IOException cause = new NoSuchFileException("/a/file");

        assertThat(Faults.describe(new UncheckedIOException(cause)))
                .isEqualTo("/a/file: there is no such file or folder");
        assertThat(Faults.describe(new UncheckedIOException("no reply", cause))).isEqualTo("no reply");
    }
}
