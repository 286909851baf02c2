package dev.mailshell.e2e;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Two clocks that are an hour apart, on a real Postfix and Dovecot. */
class WrongClockTest extends WrongClockContract {

    private RealParties real;

    @Override
    Parties create(Path directory) throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        return real.parties();
    }

    @AfterAll
    @Override
    void stop() {
        if (real != null) {
            real.close();
        }
    }
}
