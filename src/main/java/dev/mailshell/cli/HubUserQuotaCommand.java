package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell hub user quota}. */
@Command(
        name = "quota",
        description = "Sets how much a mailbox may hold. The mail that is in it stays, also if it is more.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell hub user quota --home homes/hub alice@mail.test 2GiB",
            "  mailshell hub user quota --home homes/hub alice@mail.test"
        })
final class HubUserQuotaCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The user; hub user list shows all.")
    private String address;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SIZE",
            description = "How much the mailbox may hold, such as 2GiB (default: what the hub's settings say).")
    private String quota;

    HubUserQuotaCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailAddress user = HubUsers.address(address);
        OptionalLong bytes = HubUsers.quota(quota);
        if (!HubUsers.in(common.home(context.environment()), context.environment())
                .setQuota(user, bytes)) {
            throw HubUsers.unknown(user);
        }
        context.err().println("changed the quota of " + user);
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("address", user.value());
            fields.put("quota", bytes.isPresent() ? bytes.getAsLong() : null);
            Json.print(context.out(), fields);
        }
        return ExitCode.OK;
    }
}
