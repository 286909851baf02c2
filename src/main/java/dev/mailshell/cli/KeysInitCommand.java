package dev.mailshell.cli;

import dev.mailshell.cli.NewHomes.NewHome;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.SecretFile;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell keys init}. */
@Command(
        name = "init",
        description = "Writes one complete home for each party: new keys, trust in all parties of the other role,"
                + " settings to fill in and, for a server, a policy.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell keys init --dir homes --server web1=web1@example.org \\",
            "      --client alice=alice@example.org"
        })
final class KeysInitCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where to make the homes.")
    private Path directory;

    @Option(
            names = "--server",
            paramLabel = "NAME=ADDRESS",
            description = "A party that runs commands, such as web1=web1@example.org. May be repeated.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--client",
            paramLabel = "NAME=ADDRESS",
            description = "A party that sends commands, such as alice=alice@example.org. May be repeated.")
    private List<String> clients = new ArrayList<>();

    @Option(
            names = "--algorithm",
            paramLabel = "rsa|ec",
            defaultValue = "rsa",
            description = "rsa: RSA-3072 (default). ec: P-256, much faster.")
    private KeyAlgorithm algorithm;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Encrypt all private keys under the passphrase that is the only line of this file (mode 0600).")
    private Path passphraseFile;

    KeysInitCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CommandFailure(
                    "--dir is not a folder (was " + directory + ")", "name a new folder, or one that holds homes");
        }
        PartyArguments parties = PartyArguments.parse(servers, clients);
        List<NewHome> homes = new NewHomes(algorithm, passphrase(), context.clock(), context.random())
                .create(directory, parties.servers(), parties.clients());
        if (common.json()) {
            Json.print(context.out(), homes.stream().map(KeysInitCommand::json).toList());
        } else {
            print(homes);
        }
        return ExitCode.OK;
    }

    private Optional<String> passphrase() throws ConfigFailure, IOException {
        return passphraseFile == null
                ? Optional.empty()
                : Optional.of(SecretFile.read(passphraseFile).reveal());
    }

    private void print(List<NewHome> homes) {
        for (NewHome made : homes) {
            context.out()
                    .println(made.role() + " " + made.identity().name() + " <"
                            + made.identity().address() + ">");
            context.out().println("  home         " + made.home().directory());
            context.out().println("  fingerprint  " + made.fingerprint().grouped());
            context.out().println("  OpenPGP      " + made.openPgpFingerprint().grouped());
        }
        context.err()
                .println("next: fill in the hosts in each mailshell.properties and write each password file"
                        + (passphraseFile == null ? "; " : ", and set mailshell.key-passphrase-file; ")
                        + "then carry each home to its machine, and keep no copy");
    }

    private static Map<String, Object> json(NewHome made) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", made.identity().name().value());
        fields.put("role", made.role().toString());
        fields.put("address", made.identity().address().value());
        fields.put("home", made.home().directory().toString());
        fields.put("fingerprint", made.fingerprint().hex());
        fields.put("openPgpFingerprint", made.openPgpFingerprint().hex());
        return fields;
    }
}
