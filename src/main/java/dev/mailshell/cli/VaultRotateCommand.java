package dev.mailshell.cli;

import dev.mailshell.camel.ClientLock;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultKeyRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell vault rotate}. */
@Command(
        name = "rotate",
        description =
                "Makes a new key for the vault, of a hub for the mail of its users, puts the mails in it under that key without encrypting them anew, and"
                        + " forgets the old key. The home must not be in use.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell vault rotate --home homes/web1"})
final class VaultRotateCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    VaultRotateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = MailshellConfig.load(common.home(context.environment()), context.environment());
        config.home().create(config.role());
        report(config.role() == Role.CLIENT ? rotateOfClient(config.home()) : rotate(config.home()));
        return ExitCode.OK;
    }

    private VaultKeyRotation.Result rotateOfClient(Home home) throws CommandFailure, IOException {
        try (ClientLock lock = ClientLock.of(home)) {
            if (!lock.tryTake()) {
                throw new CommandFailure("a client runs in the home " + home.directory(), "stop it first");
            }
            return rotate(home);
        }
    }

    private VaultKeyRotation.Result rotate(Home home) {
        return Files.exists(home.mailStore())
                ? VaultKeyRotation.runForStore(new VaultFiles(home.mailStore(), home.mailStoreKeys()), context.random())
                : VaultKeyRotation.run(new VaultFiles(home.vault(), home.vaultKeys()), context.random());
    }

    private void report(VaultKeyRotation.Result result) {
        if (result.damaged() > 0) {
            new Diagnostics(context.err())
                    .warning(
                            "the keys of " + result.damaged() + " mails are damaged",
                            "the mailbox still has these mails, in the folder of received mail");
        }
        if (common.json()) {
            Json.print(context.out(), json(result));
        } else {
            context.out().println("rotated: the new key is " + result.keyId() + ", mails under it: " + result.mails());
        }
    }

    private static Map<String, Object> json(VaultKeyRotation.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", result.keyId());
        fields.put("mails", result.mails());
        fields.put("damaged", result.damaged());
        return fields;
    }
}
