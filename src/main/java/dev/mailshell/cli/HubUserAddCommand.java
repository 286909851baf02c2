package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell hub user add}. */
@Command(
        name = "add",
        description = "Gives somebody a mailbox at the hub, and a password for it.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell hub user add --home homes/hub alice@mail.test",
            "  mailshell hub user add --home homes/hub web1@mail.test --generate --quota 1GiB"
        })
final class HubUserAddCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private PasswordOptions passwords;

    @Parameters(paramLabel = "ADDRESS", description = "The address of the mailbox, which is also the name for logins.")
    private String address;

    @Option(
            names = "--quota",
            paramLabel = "SIZE",
            description = "How much the mailbox may hold, such as 1GiB (default: what the hub's settings say).")
    private String quota;

    HubUserAddCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Home home = common.home(context.environment());
        UsersFile users = HubUsers.in(home, context.environment());
        Account account = new Account(HubUsers.newMailbox(address, home, context.environment()), HubUsers.quota(quota));
        requireNew(
                users.accounts().stream().noneMatch(one -> one.address().equals(account.address())), account.address());
        String password = passwords.choose(context, System.in);
        requireNew(users.add(account, PasswordHash.of(password, context.random())), account.address());
        context.err().println("added " + account.address());
        new PasswordResult(context, account.address()).print(passwords.isGenerated(), password, common.json());
        return ExitCode.OK;
    }

    private static void requireNew(boolean isNew, MailAddress user) throws CommandFailure {
        if (!isNew) {
            throw new CommandFailure(user + " is a user already", "mailshell hub user password sets another password");
        }
    }
}
