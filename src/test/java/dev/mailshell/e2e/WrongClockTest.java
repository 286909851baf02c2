package dev.mailshell.e2e;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two clocks that are an hour apart, on a real Postfix and Dovecot. */
class WrongClockTest implements WrongClockContract {

    @TempDir
    static Path directory;

    private static final ShiftedClock SERVER_CLOCK = new ShiftedClock(BASE);
    private static RealParties real;
    private static Replies replies;

    private Path trace;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        Parties parties = real.parties();
        parties.setClock(new ShiftedClock(BASE));
        parties.startClient("alice");
        parties.setClock(SERVER_CLOCK);
        parties.startServer("web1");
        replies = new Replies(parties.home("alice"));
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach
    void makeTrace() throws Exception {
        trace = Files.createTempDirectory(directory, "trace").resolve("trace");
    }

    @Override
    public ShiftedClock serverClock() {
        return SERVER_CLOCK;
    }

    @Override
    public Path trace() {
        return trace;
    }

    @Override
    public Reply send(String name, String options) throws Exception {
        return send(real.parties(), replies, name, options);
    }
}
