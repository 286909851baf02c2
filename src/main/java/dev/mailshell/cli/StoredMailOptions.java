package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.SqliteMailInspection;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.ledger.VaultFiles;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Mixin;

/** What the verbs have in common that look at the stored mail of a home: that of a hub's users, or what a party has received. */
final class StoredMailOptions {

    @Mixin
    private CommonOptions common;

    boolean json() {
        return common.json();
    }

    /** Opens it; the caller closes it. */
    MailInspection open(CliContext context) throws ConfigFailure, IOException {
        Home home = MailshellConfig.load(common.home(context.environment()), context.environment())
                .home();
        return Files.exists(home.mailStore())
                ? SqliteMailInspection.ofStore(new VaultFiles(home.mailStore(), home.mailStoreKeys()))
                : SqliteMailInspection.ofVault(new VaultFiles(home.vault(), home.vaultKeys()));
    }

    /** The mail that a person means by {@code id}. */
    static StoredMail find(MailInspection mails, String id) throws CommandFailure {
        return mails.find(id)
                .orElseThrow(() ->
                        new CommandFailure("no mail " + id + " is stored here", "mailshell vault list shows the ids"));
    }

    static CommandFailure damaged(StoredMail mail, DamagedMail why) {
        return new CommandFailure(
                "the mail " + mail.name() + " cannot be read: " + why.getMessage(),
                "check the disk, and who could write to the state folder; or put that and identity back from a backup",
                why);
    }
}
