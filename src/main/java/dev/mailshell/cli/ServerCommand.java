package dev.mailshell.cli;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.PolicyWatch;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Mailbox;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell server}. */
@Command(
        name = "server",
        description =
                "Takes commands from its mailbox, runs what the policy allows, and answers. Prints a line that begins"
                        + " with \"ready\" (--json: an object whose ready is true) once the mailbox has answered; runs"
                        + " until it is stopped.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell server --home homes/web1"})
final class ServerCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ReadyFile readyFile;

    ServerCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.SERVER, context.environment());
        readyFile.clear();
        // Before anything is made: a policy with an error is no reason for a folder.
        try (PolicyWatch watch = PolicyWatch.open(config.home().policy());
                ManagementPort management = ManagementPort.bind(config)) {
            config.home().create(config.role());
            Logs.inFolder(config.home().logs(), common.debug(), config.logFormat());
            MailshellServer.warnOfRoot();
            MailshellServer server = MailshellServer.start(
                    config,
                    watch.begin(),
                    new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters()));
            management.serve(server::observed);
            UntilStopped.run(readyFile, server::awaitReady, () -> sayReady(config, server), server::close);
        }
        return ExitCode.OK;
    }

    private void sayReady(MailshellConfig config, MailshellServer server) {
        printReady(config);
        server.prepare();
    }

    private void printReady(MailshellConfig config) {
        if (common.json()) {
            Json.printLine(context.out(), json(config));
            return;
        }
        context.out()
                .println("ready " + config.identity().name()
                        + config.reception().mailbox().map(ServerCommand::place).orElse(""));
    }

    private static String place(Mailbox mailbox) {
        return ", mailbox " + mailbox.user() + " at " + mailbox.host() + ":" + mailbox.port();
    }

    private static Map<String, Object> json(MailshellConfig config) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ready", true);
        fields.put("name", config.identity().name().value());
        config.reception().mailbox().ifPresent(mailbox -> {
            fields.put("user", mailbox.user());
            fields.put("host", mailbox.host());
            fields.put("port", mailbox.port());
        });
        return fields;
    }
}
