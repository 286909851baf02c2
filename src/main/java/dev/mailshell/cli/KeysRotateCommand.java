package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell keys rotate}. */
@Command(
        name = "rotate",
        description =
                "Makes new keys for the party of this home, beside the old ones. They open mail at once; they sign once you say"
                        + " --finish, which is when all others trust them. Old keys go on opening mail that is on its way.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys rotate --home homes/alice", "  mailshell keys rotate --home homes/alice --finish"})
final class KeysRotateCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @ArgGroup
    private End end = new End();

    @Option(
            names = "--algorithm",
            paramLabel = "rsa|ec",
            description = "Of the new certificate. rsa: RSA-3072. ec: P-256, much faster (default: as the old one).")
    private KeyAlgorithm algorithm;

    /** How it goes on with keys that were prepared. */
    private static final class End {

        @Option(names = "--finish", description = "Sign with the prepared keys from the next message on.")
        private boolean finish;

        @Option(
                names = "--cancel",
                description = "Delete the prepared keys. What was encrypted for them cannot be opened then.")
        private boolean cancel;
    }

    KeysRotateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        Owner owner = OwnedHome.of(home, context.environment());
        Instant now = context.clock().instant();
        OwnKeyFiles files = new OwnKeyFiles(home, owner);
        List<KnownKey> before = KnownKeys.own(owner, home.directory(), now);
        if (end.finish || end.cancel) {
            String name = files.prepared()
                    .orElseThrow(() -> new CommandFailure(
                            "no keys are prepared in this home", "mailshell keys rotate prepares new ones"));
            end(files, name, owner);
        } else {
            requireNonePrepared(files);
            String name = files.prepare(algorithm(before), now, context.random());
            List<KnownKey> made = KnownKeys.own(owner, home.directory(), now).stream()
                    .filter(key ->
                            before.stream().noneMatch(old -> old.fingerprint().equals(key.fingerprint())))
                    .toList();
            print(name, made);
            sayNext(name, owner);
        }
        return ExitCode.OK;
    }

    private static void requireNonePrepared(OwnKeyFiles files) throws CommandFailure, IOException {
        Optional<String> prepared = files.prepared();
        if (prepared.isPresent()) {
            throw new CommandFailure(
                    "new keys are prepared already, identity/" + prepared.get() + ".*",
                    "--finish signs with them, --cancel deletes them");
        }
    }

    private KeyAlgorithm algorithm(List<KnownKey> before) {
        if (algorithm != null) {
            return algorithm;
        }
        boolean ec = before.stream()
                .findFirst()
                .filter(key -> key.material().algorithm().startsWith("EC"))
                .isPresent();
        return ec ? KeyAlgorithm.EC : KeyAlgorithm.RSA;
    }

    private void end(OwnKeyFiles files, String name, Owner owner) throws IOException {
        if (end.cancel) {
            files.cancel(name);
            context.err().println("cancelled: the keys identity/" + name + ".* are deleted");
            return;
        }
        files.finish(name);
        context.err()
                .println("finished: from the next message on, "
                        + owner.identity().name() + " signs with identity/" + name + ".*; older keys still open mail");
        context.err()
                .println("next: in each home that trusts it, mailshell keys revoke "
                        + owner.identity().name()
                        + " --key OLD, for each old key; and once no mail is on its way, delete the"
                        + " old files in identity");
    }

    private void print(String name, List<KnownKey> made) {
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "prepared",
                    made.stream().map(key -> key.fingerprint().hex()).toList());
            fields.put("files", made.stream().map(key -> file(name, key)).toList());
            Json.print(context.out(), fields);
        } else {
            made.forEach(
                    key -> context.out().println("prepared " + key.fingerprint().grouped() + ", " + file(name, key)));
        }
    }

    private static String file(String name, KnownKey key) {
        return "identity/" + name + key.material().suffix();
    }

    private void sayNext(String name, Owner owner) {
        String option = owner.role() == Role.CLIENT ? "--client " : "--server ";
        context.err()
                .println("next: carry these two files, which are public, to each home that trusts "
                        + owner.identity().name() + ", and there say");
        for (String suffix : List.of(".crt", ".pgp.asc")) {
            context.err()
                    .println("  mailshell keys add " + option + owner.identity().name() + " " + name + suffix);
        }
        context.err().println("then here: mailshell keys rotate --finish");
    }
}
