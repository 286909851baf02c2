package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        create(directory, servers, clients, algorithm, Optional.empty());
    }

    /** As above, with all private keys under {@code passphrase}, if there is one. */
    public static void create(
            Path directory,
            List<Identity> servers,
            List<Identity> clients,
            KeyAlgorithm algorithm,
            Optional<String> passphrase)
            throws Exception {
        new NewHomes(algorithm, passphrase, Clock.systemUTC(), new SecureRandom()).create(directory, servers, clients);
    }

    /** Makes {@code directory/NAME} for a hub on this machine, and for each party with a mailbox at it. */
    public static void createAtHub(Path directory, Identity hub, List<Identity> servers, List<Identity> clients)
            throws Exception {
        new NewHomes(KeyAlgorithm.EC, Optional.empty(), Clock.systemUTC(), new SecureRandom())
                .create(
                        directory,
                        Optional.of(new NewHub(hub, "localhost", Clock.systemUTC(), new SecureRandom())),
                        servers,
                        clients);
    }

    /** Has the server of {@code home} trust a client with the key in {@code file}. */
    public static void addKey(Home home, String client, Path file, String address) {
        LiveCli cli = LiveCli.run(
                Map.of(),
                "keys",
                "add",
                "--yes",
                "--home",
                home.directory().toString(),
                "--client",
                client,
                "--address",
                address,
                file.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    /** Makes a secret of one-time codes for a client of the server of {@code home}. */
    public static void enrol(Home home, String client) {
        totp("enrol", client, "--yes", "--home", home.directory().toString());
    }

    /** Has the one-time codes of a client looked at again. */
    public static void unlock(Home home, String client) {
        totp("unlock", client, "--home", home.directory().toString());
    }

    /**
     * What a command line has printed.
     *
     * @param exitCode with which it ended
     */
    public record Said(int exitCode, String out, String err) {}

    /** Runs a command line by the real time. */
    public static Said run(Map<String, String> environment, String... args) {
        LiveCli cli = LiveCli.run(environment, args);
        return new Said(cli.exitCode(), cli.out(), cli.err());
    }

    /** Of the one public key in {@code file}. */
    public static String fingerprint(Path file) {
        try {
            return OfferedKeys.read(file, Clock.systemUTC().instant())
                    .keys()
                    .get(0)
                    .fingerprint()
                    .hex();
        } catch (CommandFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static void totp(String... args) {
        List<String> call = new ArrayList<>(List.of("totp"));
        call.addAll(List.of(args));
        LiveCli cli = LiveCli.run(Map.of(), call.toArray(String[]::new));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }
}
