package dev.mailshell.cli;

import dev.mailshell.camel.ClientLock;
import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell client}. */
@Command(
        name = "client",
        description =
                "Sends the command files that are dropped into its outbox and files the replies. Prints a line that begins"
                        + " with \"ready\" (--json: an object whose ready is true) once the mailbox has answered; runs"
                        + " until it is stopped.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell client --home homes/alice"})
final class ClientCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ReadyFile readyFile;

    ClientCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.CLIENT, context.environment());
        config.home().create(config.role());
        Logs.inFolder(config.home().logs(), common.debug(), config.logFormat());
        try (ClientLock lock = ClientLock.of(config.home());
                ManagementPort management = ManagementPort.bind(config)) {
            if (!lock.tryTake()) {
                throw new CommandFailure(
                        "another client runs in the home " + config.home().directory(),
                        "drop command files into its outbox, or use mailshell send");
            }
            readyFile.clear();
            MailshellClient client = MailshellClient.start(
                    config, new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters()));
            management.serve(client::observed);
            UntilStopped.run(readyFile, client::awaitReady, () -> sayReady(config, client), client::close);
        }
        return ExitCode.OK;
    }

    private void sayReady(MailshellConfig config, MailshellClient client) {
        printReady(config);
        client.prepare();
    }

    private void printReady(MailshellConfig config) {
        if (common.json()) {
            Json.printLine(context.out(), json(config));
            return;
        }
        context.out()
                .println("ready " + config.identity().name() + ", outbox "
                        + config.home().outbox());
    }

    private static Map<String, Object> json(MailshellConfig config) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ready", true);
        fields.put("name", config.identity().name().value());
        fields.put("outbox", config.home().outbox().toString());
        return fields;
    }
}
