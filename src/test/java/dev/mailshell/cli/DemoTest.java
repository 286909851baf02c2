package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final AtomicReference<Runnable> close = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Asks it to stop as soon as it has waited for the mailboxes, and before it goes on. */
    private final class StopWhenReady extends PrintStream {

        StopWhenReady() {
            super(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            if (line.endsWith(" ready")) {
                assertThat(CompletableFuture.runAsync(close.get())).succeedsWithin(Duration.ofSeconds(30));
                stopped.set(true);
            }
        }
    }

    @Test
    void canBeStoppedWhileItWaitsForItsMailboxes() throws Exception {
        PrintStream err = new StopWhenReady();
        CliContext context = new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), err, err);

        Demo.start(context, close::set).close();

        assertThat(stopped).isTrue();
    }
}
