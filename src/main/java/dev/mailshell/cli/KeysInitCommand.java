package dev.mailshell.cli;

import dev.mailshell.cli.NewHomes.NewHome;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.SecretFile;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
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
            names = "--hub",
            paramLabel = "NAME=ADDRESS",
            description =
                    "A mail server of your own that is a server as well, such as hub=hub@mail.example.org. All others get their"
                            + " mailboxes there: nothing is left to fill in.")
    private String hub;

    @Option(
            names = "--hub-host",
            paramLabel = "HOST",
            description = "The host name of the hub (default: the domain of its address).")
    private String hubHost;

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
        PartyArguments parties = PartyArguments.parse(hub == null ? List.of() : List.of(hub), servers, clients);
        List<NewHome> homes = new NewHomes(algorithm, passphrase(), context.clock(), context.random())
                .create(directory, newHub(parties), parties.servers(), parties.clients());
        if (common.json()) {
            Json.print(context.out(), homes.stream().map(KeysInitCommand::json).toList());
        } else {
            print(homes);
        }
        return ExitCode.OK;
    }

    private Optional<NewHub> newHub(PartyArguments parties) throws CommandFailure {
        if (hubHost != null && hub == null) {
            throw new CommandFailure("--hub-host is for a hub, and none is named", "add --hub hub=hub@" + hubHost);
        }
        if (parties.hub().isEmpty()) {
            return Optional.empty();
        }
        Identity identity = parties.hub().get();
        String host = hubHost == null ? identity.address().domain() : Arguments.host("--hub-host", hubHost);
        return Optional.of(new NewHub(identity, host, context.clock(), context.random()));
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
        context.err().println("next: " + todo() + "carry each home to its machine, and keep no copy");
    }

    private String todo() {
        String passphrase = passphraseFile == null ? "" : "set mailshell.key-passphrase-file";
        if (hub != null) {
            return passphrase.isEmpty() ? "" : passphrase + " in each mailshell.properties; then ";
        }
        return "fill in the hosts in each mailshell.properties and write each password file"
                + (passphrase.isEmpty() ? "" : ", and " + passphrase) + "; then ";
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
