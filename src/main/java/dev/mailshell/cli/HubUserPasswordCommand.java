package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell hub user password}. */
@Command(
        name = "password",
        description = "Sets another password. The one before counts no more, from the next login on.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub user password --home homes/hub alice@mail.test"})
final class HubUserPasswordCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private PasswordOptions passwords;

    @Parameters(paramLabel = "ADDRESS", description = "The user; hub user list shows all.")
    private String address;

    HubUserPasswordCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        UsersFile users = HubUsers.in(common.home(context.environment()), context.environment());
        MailAddress user = HubUsers.address(address);
        if (users.accounts().stream().noneMatch(account -> account.address().equals(user))) {
            throw HubUsers.unknown(user);
        }
        String password = passwords.choose(context, System.in);
        if (!users.setPassword(user, PasswordHash.of(password, context.random()))) {
            throw HubUsers.unknown(user);
        }
        context.err().println("changed the password of " + user);
        new PasswordResult(context, user).print(passwords.isGenerated(), password, common.json());
        return ExitCode.OK;
    }
}
