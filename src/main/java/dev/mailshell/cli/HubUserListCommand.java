package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.hub.user.Account;
import dev.mailshell.policy.SizeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell hub user list}. */
@Command(
        name = "list",
        description = "Lists who has a mailbox at the hub. No hashes.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub user list --home homes/hub"})
final class HubUserListCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    HubUserListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        List<Account> accounts = HubUsers.in(common.home(context.environment()), context.environment())
                .accounts();
        if (common.json()) {
            Json.print(
                    context.out(),
                    accounts.stream().map(HubUserListCommand::json).toList());
        } else if (accounts.isEmpty()) {
            context.err().println("there are no users");
        } else {
            print(accounts);
        }
        return ExitCode.OK;
    }

    private void print(List<Account> accounts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ADDRESS", "QUOTA"));
        accounts.forEach(account -> rows.add(List.of(account.address().value(), quota(account))));
        Columns.print(context.out(), rows);
    }

    private static String quota(Account account) {
        return account.quota().isPresent() ? SizeText.format(account.quota().getAsLong()) : "-";
    }

    private static Map<String, Object> json(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("address", account.address().value());
        fields.put("quota", account.quota().isPresent() ? account.quota().getAsLong() : null);
        return fields;
    }
}
