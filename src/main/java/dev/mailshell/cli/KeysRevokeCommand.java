package dev.mailshell.cli;

import dev.mailshell.cli.PeerKeyFiles.Revoked;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys revoke}. */
@Command(
        name = "revoke",
        description =
                "Trusts keys of somebody no longer: moves them from the trust folder to revoked/. It counts from the next"
                        + " mail on, also for mail that has come already and waits for its turn.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys revoke --home homes/web1 alice"})
final class KeysRevokeCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    @Option(
            names = "--key",
            paramLabel = "HEX",
            description = "The whole fingerprint of the one key that is meant (default: all keys of that party).")
    private String key;

    /** The party whose keys they are. */
    private static final class Whose {

        @Parameters(paramLabel = "NAME", description = "The party whose keys they are; keys list shows all.")
        private String name;

        @Option(names = "--client", paramLabel = "NAME", description = "The same, in the home of a server.")
        private String client;

        @Option(names = "--server", paramLabel = "NAME", description = "The same, in the home of a client.")
        private String server;
    }

    KeysRevokeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        Owner owner = OwnedHome.of(home, context.environment());
        IdentityName peer = peer(owner);
        Optional<Fingerprint> wanted =
                key == null ? Optional.empty() : Optional.of(Arguments.fingerprint("--key", key));
        Instant now = context.clock().instant();
        List<Revoked> revoked = new PeerKeyFiles(home, owner.role(), peer, now).revoke(wanted);
        List<KnownKey> left = KnownKeys.of(owner, home.directory(), now).stream()
                .filter(known -> known.name().equals(peer.value()) && !known.revoked())
                .toList();
        if (common.json()) {
            Json.print(context.out(), Map.of("revoked", hex(revoked), "left", hexLeft(left)));
        } else {
            revoked.forEach(gone ->
                    context.out().println("revoked " + gone.fingerprint().grouped() + ", in revoked/" + gone.file()));
        }
        sayWhatIsLeft(peer, left);
        return ExitCode.OK;
    }

    private IdentityName peer(Owner owner) throws CommandFailure {
        boolean otherRole = owner.role().runsCommands() ? whose.server != null : whose.client != null;
        if (otherRole) {
            throw new CommandFailure(
                    "this is the home of the " + owner.role() + " "
                            + owner.identity().name() + ", which trusts no "
                            + (owner.role().runsCommands() ? "servers" : "clients"),
                    "a server trusts clients, a client trusts servers; --home names another home");
        }
        String value = whose.name != null ? whose.name : whose.client != null ? whose.client : whose.server;
        return OwnedHome.peer(value, owner);
    }

    private void sayWhatIsLeft(IdentityName peer, List<KnownKey> left) {
        if (left.isEmpty()) {
            context.err()
                    .println(peer + " has no key left: no mail of " + peer + " is opened any more, from the next on");
            return;
        }
        left.forEach(known -> context.err()
                .println(peer + " keeps the key " + known.fingerprint().grouped()));
    }

    private static List<String> hex(List<Revoked> keys) {
        return keys.stream().map(gone -> gone.fingerprint().hex()).toList();
    }

    private static List<String> hexLeft(List<KnownKey> keys) {
        return keys.stream().map(known -> known.fingerprint().hex()).toList();
    }
}
