package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys add}. */
@Command(
        name = "add",
        description =
                "Trusts the public key of somebody: shows its fingerprint, asks whether it is the right one, and puts it"
                        + " beside the other keys of that party. A running server or client reads it with its next mail.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell keys add --home homes/web1 --client bob bob.asc",
            "  mailshell keys add --home homes/web1 --client bob --yes bob.crt"
        })
final class KeysAddCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private PeerOptions peer;

    @Parameters(
            paramLabel = "FILE",
            description = "The key: OpenPGP as gpg --export writes it, or a certificate in PEM or DER.")
    private Path file;

    @Option(
            names = "--fingerprint",
            paramLabel = "HEX",
            description =
                    "The whole fingerprint that the key must have; then nothing is asked. Of several keys in the file, it"
                            + " chooses one.")
    private String fingerprint;

    @Option(names = "--yes", description = "Ask nothing: the fingerprint was compared.")
    private boolean yes;

    KeysAddCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        Owner owner = Owner.load(home, context.environment());
        Instant now = context.clock().instant();
        Acceptance acceptance = new Acceptance(peer.name(owner), now);
        KeyMaterial offered = OfferedKeys.read(file, now).choose(wanted());
        Optional<KnownKey> before = acceptance.known(offered, KnownKeys.of(owner, home.directory(), now));
        acceptance.requireUsable(offered);
        Path folder = home.peers(owner.role()).resolve(acceptance.peer().value());
        boolean isNew = !Files.exists(folder);
        Identity identity = new Identity(acceptance.peer(), peer.address(folder, offered));
        try (Rehearsal rehearsal = Rehearsal.of(home, owner, identity, offered)) {
            KnownKey key = rehearsal.key(now);
            acceptance.requireUsable(key);
            key.print(common.json() ? context.err() : context.out(), now);
            boolean adds = before.map(known -> saysMore(key, known)).orElse(true);
            if (!adds) {
                context.err().println(identity.name() + " has this key already; nothing changed");
            } else {
                confirm(identity);
                Path added = rehearsal.publish();
                context.err().println("added " + home.directory().relativize(added));
                sayNext(home, owner.role(), identity, isNew);
            }
            printJson(key, adds, now);
        }
        return ExitCode.OK;
    }

    private Optional<Fingerprint> wanted() throws CommandFailure {
        if (fingerprint == null) {
            return Optional.empty();
        }
        return Optional.of(Arguments.fingerprint("--fingerprint", fingerprint));
    }

    /** All that was known is in what is known with one copy more, so that nothing is new unless that is longer. */
    private static boolean saysMore(KnownKey now, KnownKey before) {
        return now.material().text().length() > before.material().text().length();
    }

    private void confirm(Identity identity) throws CommandFailure {
        if (yes || fingerprint != null) {
            return;
        }
        new TrustDialogue(context)
                .confirm(
                        "Is that the fingerprint that " + identity.name()
                                + " told you, not by mail? Type yes to trust it: ",
                        "compare it with " + identity.name()
                                + " by another way than mail, then give it with --fingerprint, or say --yes",
                        "compare it with " + identity.name() + " by another way than mail, then add it again");
    }

    private void sayNext(Home home, Role role, Identity identity, boolean isNew) throws ConfigFailure {
        if (role == Role.CLIENT) {
            context.err()
                    .println(
                            isNew
                                    ? "next: restart a running client, which otherwise leaves replies of "
                                            + identity.name() + " in the mailbox"
                                    : "a running client reads it with its next mail");
            return;
        }
        new TrustDialogue(context).sayNextAtServer(home, identity.name());
    }

    private void printJson(KnownKey key, boolean added, Instant now) {
        if (common.json()) {
            Map<String, Object> fields = key.details(now);
            fields.put("added", added);
            Json.print(context.out(), fields);
        }
    }
}
