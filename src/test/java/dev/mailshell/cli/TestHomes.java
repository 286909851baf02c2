package dev.mailshell.cli;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Homes as {@code keys init} makes them, with the small keys that tests can afford. */
public final class TestHomes {

    private TestHomes() {}

    /** Makes {@code directory/NAME} for each party. */
    public static void create(Path directory, List<Identity> servers, List<Identity> clients) throws Exception {
        create(directory, servers, clients, KeyAlgorithm.EC);
    }

    /** As above, with keys of {@code algorithm}. */
    public static void create(Path directory, List<Identity> servers, List<Identity> clients, KeyAlgorithm algorithm)
            throws Exception {
        new NewHomes(algorithm, Optional.empty(), Clock.systemUTC(), new SecureRandom())
                .create(directory, servers, clients);
    }
}
